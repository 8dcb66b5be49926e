package org.tillmesh.app.page;

import java.util.List;
import java.util.function.BiFunction;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.look.Theme;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyAction;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Typing;

/** A page: title, search field, rows, what is told of the chosen one, and what Enter does as its one large button. */
public final class PageScreen extends Screen implements PageView {
    private static final long serialVersionUID = 1;

    private final transient PagePresenter presenter;
    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel note = Look.label("", Theme.font(13), "second");
    private final JTextField search = new JTextField();
    private final PageList list = new PageList(this::chosen, this::opened);
    private final PageDetail detail = new PageDetail();
    private final KeyButton go;
    private final JPanel beside = Look.transparent("insets 0, gap 8, fill, wrap 1, hidemode 3", "[grow,fill]", "[grow,fill][]");
    private final FunctionBar functionBar;
    private transient @Nullable FormPane form;

    /** @param name of the page, for tests; @param made its presenter on this view */
    public PageScreen(SwingDesk desk, String name, BiFunction<SwingDesk, PageView, PagePresenter> made) {
        super(desk);
        setName(name);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        var inside = Look.transparent(
                "insets 16 24 8 24, gap 12 8, fill, wrap 2, hidemode 3",
                "[0:0:,grow 52,fill][0:0:,grow 48,fill]",
                "[][grow,fill]");
        var head = Look.transparent("insets 0, fillx, gap 12 8, wrap 2, hidemode 3", "[][grow,right]", "");
        head.add(title);
        head.add(note, "wmin 0");
        inside.add(head, "span 2");
        search.setFont(Theme.font(18));
        search.setName("page-search");
        search.putClientProperty("JTextField.leadingIcon", Theme.icon("search", 20));
        search.getDocument().addDocumentListener(new Typing(() -> presenter().typing()));
        head.add(search, "span 2, growx, h 48!");
        inside.add(list, "grow, hmin 96");
        go = new KeyButton(desk, FunctionKey.ENTER).in("primary");
        go.setFont(Theme.semibold(18));
        go.setName("page-go");
        beside.add(detail, "grow, hmin 96");
        beside.add(go, "h 56!, growx");
        inside.add(beside, "grow");
        add(inside);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        setFocusable(true);
        presenter = made.apply(desk, this);
    }

    private void chosen(String id) {
        presenter().choose(id);
    }

    /** A row is touched once more. */
    private void opened() {
        desk.press(FunctionKey.ENTER);
    }

    @Override
    public PagePresenter presenter() {
        return presenter;
    }

    /** Every word here is the presenter's. */
    @Override
    public void translate() {}

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
        KeyAction enter = keys.get(FunctionKey.ENTER).orElse(null);
        go.setVisible(enter != null);
        if (enter != null) {
            go.show(enter);
        }
    }

    @Override
    public void head(String words, String age) {
        title.setText(words);
        note.setText(age);
    }

    @Override
    public void search(String hint) {
        search.setVisible(!hint.isEmpty());
        search.putClientProperty("JTextField.placeholderText", hint);
        search.getAccessibleContext().setAccessibleName(hint);
    }

    @Override
    public String typed() {
        return search.getText();
    }

    @Override
    public void typed(String text) {
        if (!search.getText().equals(text)) {
            search.setText(text);
        }
    }

    @Override
    public void rows(List<PageRow> rows, String chosen, String empty) {
        list.show(rows, chosen, empty, Look.orientation(desk.language()));
    }

    @Override
    public void detail(List<PageLine> lines) {
        detail.show(lines, Look.orientation(desk.language()));
    }

    @Override
    public void paper(byte @Nullable [] png) {
        detail.paper(png);
    }

    @Override
    public void form(PageForm wanted) {
        form = new FormPane(desk, wanted, typed -> presenter().entered(wanted, typed), () -> form = null);
        desk.overlay().open(form, desk.language());
    }

    @Override
    public void formProblem(String words, String field) {
        if (form == null) {
            desk.say(words, true);
        } else {
            form.problem(words, field);
        }
    }

    @Override
    public void formDone() {
        if (form != null) {
            form = null;
            desk.overlay().close();
        }
    }

    @Override
    public void focus() {
        if (search.isVisible()) {
            search.requestFocusInWindow();
        } else {
            requestFocusInWindow();
        }
    }
}
