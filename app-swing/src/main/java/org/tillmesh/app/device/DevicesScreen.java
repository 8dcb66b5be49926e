package org.tillmesh.app.device;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** A card a device: a dot and a word for how it stands, where it is, what it answered last, a button that tries it. */
public final class DevicesScreen extends Screen implements DevicesView {
    private static final long serialVersionUID = 1;

    private final transient DevicesPresenter presenter;
    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final Look.ColoredLabel note = Look.wrapped("", Theme.font(13), "second", 700);
    private final JPanel cards = Look.transparent("insets 0, gap 8, fillx, wrap 1", "[grow,fill]", "");
    private final FunctionBar functionBar;
    private transient List<Row> shown = List.of();

    public DevicesScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        var inside = Look.transparent("insets 24 24 12 24, gap 12, fill, wrap 1", "[grow,fill]", "[][][grow,fill]");
        inside.add(title);
        inside.add(note, "wmin 0");
        cards.setName("devices");
        var scroll = new JScrollPane(new Look.Column(cards));
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        inside.add(scroll, "h 100::, grow");
        add(inside);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        setFocusable(true);
        presenter = new DevicesPresenter(desk, this, () -> ScannerPane.open(desk));
    }

    @Override
    public DevicesPresenter presenter() {
        return presenter;
    }

    @Override
    public void translate() {
        title.setText(text("devicesTitle"));
        note.setText(text(shown.isEmpty() ? "devicesNone" : "devicesNote"));
    }

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
    }

    @Override
    public void devices(List<Row> rows, int selected) {
        shown = rows;
        translate();
        cards.removeAll();
        var made = new ArrayList<JPanel>();
        for (int i = 0; i < rows.size(); i++) {
            made.add(card(rows.get(i), i, i == selected));
            cards.add(made.get(i));
        }
        cards.applyComponentOrientation(Look.orientation(desk.language()));
        cards.revalidate();
        cards.repaint();
        if (selected >= 0) {
            JPanel one = made.get(selected);
            one.scrollRectToVisible(new Rectangle(0, 0, one.getWidth(), one.getHeight()));
        }
    }

    private JPanel card(Row row, int index, boolean isSelected) {
        Look.Card card = new Look.Card(
                "insets 12 16 12 16, gap 4 12, fillx",
                "[][grow,fill][110!,fill]",
                "[][]",
                isSelected ? "raised" : "surface");
        card.setName("device-" + row.id());
        card.add(Look.label("●", Theme.font(18), color(row.state())));
        card.add(Look.label(row.title() + "  ·  " + row.word(), Theme.semibold(18), "text"), "wmin 0");
        JButton test = Look.button(text("deviceTest"), "check");
        test.setName("test-" + row.id());
        test.setFocusable(false);
        test.setEnabled(!row.state().equals("testing"));
        test.addActionListener(event -> presenter().test(index));
        card.add(test, "h 44!, spany 2, wrap");
        String said = row.said().isEmpty() ? row.address() : row.address() + "  ·  " + row.said();
        card.add(Look.wrapped(said, Theme.font(13), "second", 600), "skip 1, wmin 0");
        return card;
    }

    private static String color(String state) {
        return switch (state) {
            case "ready" -> "success";
            case "fault" -> "danger";
            case "testing" -> "warning";
            default -> "second";
        };
    }

    @Override
    public void focus() {
        requestFocusInWindow();
    }
}
