package org.tillmesh.app.customer;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ListSelectionModel;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Typing;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.shop.Topic;

/** A field for phone or name, who was found, and a field for the name of somebody new. */
public final class CustomerPanel implements Pane, CustomerView {
    private static final int SHOWN = 4;
    private static final int ROW = 48;

    private final SwingDesk desk;
    private final CustomerPresenter presenter;
    private final JTextField find = new JTextField();
    private final JTextField name = new JTextField();
    private final Look.Card card = Look.card("insets 24, gap 8, wrap 1, fillx, hidemode 3", "[grow,fill]", "");
    private final DefaultListModel<CounterAnswers.Customer> found = new DefaultListModel<>();
    private final JList<CounterAnswers.Customer> list = new JList<>(found);
    private final JScrollPane scroll = new JScrollPane(list);
    private final JLabel note = Look.label("", Theme.font(15), "second");
    private final Map<FunctionKey, KeyButton> ofSelected = new EnumMap<>(FunctionKey.class);
    private final JButton add = Theme.styled(Look.button("", "user-plus"), "primary");

    private CustomerPanel(SwingDesk desk, CustomerPresenter presenter) {
        this.desk = desk;
        this.presenter = presenter;
        Language in = desk.language();
        card.add(Look.label(in.text("customerTitle"), Theme.semibold(22), "text"));
        find.setName("customer-find");
        find.setFont(Theme.font(18));
        find.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, in.text("customerHint"));
        card.add(find, "h 52!");
        buildList(in);
        card.add(scroll, "h " + ROW + "::");
        card.add(note, "wmin 0");
        name.setName("customer-name");
        name.setFont(Theme.font(18));
        name.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, in.text("newName"));
        card.add(name, "h 52!");
        add.addActionListener(event -> presenter.add());
        card.add(add, "h 56!, wmin 0");
        KeyMap keys = presenter.keys();
        card.add(button(keys, FunctionKey.F5), "h 48!, wmin 0");
        var selected = Look.transparent(
                "insets 0, gap 8, fillx", "[grow,fill,sg s][grow,fill,sg s][grow,fill,sg s]", "[48!,fill]");
        for (FunctionKey key : List.of(FunctionKey.F4, FunctionKey.F6, FunctionKey.F7)) {
            KeyButton button = button(keys, key);
            ofSelected.put(key, button);
            selected.add(button, "wmin 0");
        }
        card.add(selected);
        var foot = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[48!,fill]");
        foot.add(button(keys, FunctionKey.F8), "wmin 0");
        foot.add(button(keys, FunctionKey.ESCAPE), "wmin 0");
        card.add(foot);
        presenter.open(this);
        find.getDocument().addDocumentListener(new Typing(presenter::typing));
    }

    /** @param attached told of the cart with its customer, or without one; @param business leaves for a tax invoice's buyer */
    public static void open(SwingDesk desk, Consumer<CounterAnswers.Cart> attached, Runnable business) {
        var presenter = new CustomerPresenter(desk, attached, business);
        desk.overlay().open(new CustomerPanel(desk, presenter), desk.language());
    }

    private void buildList(Language in) {
        list.setName("customers");
        list.setFixedCellHeight(Theme.px(ROW));
        list.setFixedCellWidth(1); // as wide as its window
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setFocusable(false);
        list.setCellRenderer(new CustomerCell(in));
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseReleased(MouseEvent event) {
                int at = list.locationToIndex(event.getPoint());
                if (at >= 0 && list.getCellBounds(at, at).contains(event.getPoint())) {
                    presenter.take(at);
                }
            }
        });
    }

    private KeyButton button(KeyMap keys, FunctionKey key) {
        var button = new KeyButton(desk, key);
        keys.get(key).ifPresent(button::show);
        return button;
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        return find;
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }

    @Override
    public void changed(Topic topic) {
        presenter.changed(topic);
    }

    @Override
    public String typed() {
        return find.getText();
    }

    @Override
    public String name() {
        return name.getText();
    }

    @Override
    public boolean isNaming() {
        return name.isFocusOwner();
    }

    @Override
    public void found(List<CounterAnswers.Customer> now, int selected) {
        if (!List.of(found.toArray()).equals(now)) {
            found.clear();
            found.addAll(now);
        }
        list.setSelectedIndex(selected);
        list.ensureIndexIsVisible(selected);
        list.setVisibleRowCount(Math.min(SHOWN, now.size()));
        scroll.setVisible(!now.isEmpty());
        relayout();
    }

    @Override
    public void offer(String words) {
        name.setVisible(!words.isEmpty());
        add.setVisible(!words.isEmpty());
        add.setText(words);
        relayout();
    }

    @Override
    public void note(String words) {
        note.setText(words);
        note.setVisible(!words.isEmpty());
        relayout();
    }

    private void relayout() {
        card.revalidate();
        card.repaint();
    }

    @Override
    public void focusName() {
        name.requestFocusInWindow();
    }

    @Override
    public void keys(KeyMap keys) {
        ofSelected.forEach((key, button) -> keys.get(key).ifPresent(button::show));
    }

    @Override
    public void settle(ConflictPresenter conflict) {
        desk.overlay().open(new ConflictPanel(desk, conflict), desk.language());
    }

    @Override
    public void close() {
        desk.overlay().close();
    }
}
