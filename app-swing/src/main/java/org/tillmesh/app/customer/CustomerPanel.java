package org.tillmesh.app.customer;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.TillKey;
import org.tillmesh.app.frame.Typing;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;

/**
 * Finds a customer by phone or name, or adds one with the same field: phone, then a name. Enter takes the selected one of
 * what was found for the text that stands in the field. Esc changes nothing.
 */
public final class CustomerPanel {
    private static final int SHOWN = 4;
    private static final int ROW = 48;

    private final Desk desk;
    private final Consumer<CounterAnswers.Cart> attached;
    private final Runnable business;
    private final JTextField find = new JTextField();
    private final JTextField name = new JTextField();
    private final Look.Card card = Look.card("insets 24, gap 8, wrap 1, fillx, hidemode 3", "[grow,fill]", "");
    private final DefaultListModel<CounterAnswers.Customer> found = new DefaultListModel<>();
    private final JList<CounterAnswers.Customer> list = new JList<>(found);
    private final JScrollPane scroll = new JScrollPane(list);
    private final JLabel nobody = Look.label("", Theme.font(15), "second");
    private final JButton add = Theme.styled(Look.button("", "user-plus"), "primary");
    private int asked;
    private String foundFor = "";
    private boolean enterWaits;
    private boolean adding;

    /** @param business leaves this panel for the one of a tax invoice's buyer */
    public CustomerPanel(Desk desk, Consumer<CounterAnswers.Cart> attached, Runnable business) {
        this.business = business;
        this.desk = desk;
        this.attached = attached;
    }

    public void open() {
        Language in = desk.language();
        card.add(Look.label(in.text("customerTitle"), Theme.semibold(22), "text"));
        find.setName("customer-find");
        find.setFont(Theme.font(18));
        find.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, in.text("customerHint"));
        card.add(find, "h 52!");
        list.setName("customers");
        list.setFixedCellHeight(ROW);
        list.setFixedCellWidth(1); // as wide as its window
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setCellRenderer(new CustomerCell(in));
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseReleased(MouseEvent event) {
                int at = list.locationToIndex(event.getPoint());
                if (at >= 0 && list.getCellBounds(at, at).contains(event.getPoint())) {
                    attach(found.get(at).id());
                }
            }
        });
        card.add(scroll, "h " + ROW + "::");
        card.add(nobody, "wmin 0");
        name.setName("customer-name");
        name.setFont(Theme.font(18));
        name.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, in.text("newName"));
        card.add(name, "h 52!");
        add.addActionListener(event -> addNew());
        card.add(add, "h 56!, wmin 0");
        JButton invoice = Look.button(in.text("businessInvoice") + "  F5", "receipt");
        invoice.setFocusable(false);
        invoice.addActionListener(event -> toBusiness());
        card.add(invoice, "h 48!, wmin 0");
        JButton off = Look.button(in.text("off"), "x");
        off.addActionListener(event -> attach(null));
        JButton back = Look.button(in.text("back") + "  Esc", "arrow-back");
        back.setFocusable(false);
        back.addActionListener(event -> desk.overlay().escape());
        var foot = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[48!,fill]");
        foot.add(off, "wmin 0");
        foot.add(back, "wmin 0");
        card.add(foot);
        show(List.of(), "");
        onKey("UP", -1);
        onKey("DOWN", 1);
        find.getDocument().addDocumentListener(new Typing(this::look));
        desk.overlay().open(card, find, in, "w 420:460:560", this::enter, () -> {}, key -> {
            if (key == TillKey.DISCOUNT) {
                toBusiness();
            }
            return key == TillKey.DISCOUNT;
        });
    }

    private void onKey(String stroke, int by) {
        find.getInputMap().put(KeyStroke.getKeyStroke(stroke), stroke);
        find.getActionMap().put(stroke, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent event) {
                int to = Math.max(0, Math.min(found.size() - 1, list.getSelectedIndex() + by));
                list.setSelectedIndex(to);
                list.ensureIndexIsVisible(to);
            }
        });
    }

    private void toBusiness() {
        desk.overlay().close();
        business.run();
    }

    private String typed() {
        return find.getText().strip();
    }

    private void look() {
        String typed = typed();
        int mine = ++asked;
        enterWaits = false;
        if (typed.length() < 2) {
            show(List.of(), typed);
            return;
        }
        desk.run(() -> desk.till().counter().findCustomers(typed), result -> {
            if (mine == asked) {
                boolean enter = enterWaits;
                show(result, typed);
                if (enter) {
                    take();
                }
            }
        });
    }

    private void show(List<CounterAnswers.Customer> result, String typed) {
        foundFor = typed;
        enterWaits = false;
        found.clear();
        found.addAll(result);
        list.setSelectedIndex(0);
        list.setVisibleRowCount(Math.min(SHOWN, result.size()));
        scroll.setVisible(!result.isEmpty());
        boolean isNew = result.isEmpty() && typed.matches("[0-9٠-٩+ ]{5,}");
        name.setVisible(isNew);
        add.setVisible(isNew);
        add.setText(desk.language().text("addNew", Language.code(typed)));
        nobody.setText(desk.language().text("noCustomer"));
        nobody.setVisible(result.isEmpty() && !isNew && typed.length() >= 2);
        card.revalidate();
        card.repaint();
    }

    private void enter() {
        if (name.isFocusOwner()) {
            addNew();
        } else if (foundFor.equals(typed())) {
            take();
        } else {
            enterWaits = true;
        }
    }

    private void take() {
        CounterAnswers.Customer chosen = list.getSelectedValue();
        if (chosen != null) {
            attach(chosen.id());
        } else if (name.isVisible()) {
            addNew();
        } else {
            desk.sounds().blocked();
        }
    }

    private void addNew() {
        String phone = Look.asciiDigits(typed());
        String called = name.getText().strip();
        if (called.isEmpty()) {
            name.requestFocusInWindow();
            return;
        }
        if (adding) {
            return;
        }
        adding = true;
        desk.run(
                () -> {
                    CounterAnswers.Customer made = desk.till()
                            .counter()
                            .newCustomer(new NewCustomer(called, phone, null, null, List.of()), null);
                    return desk.till().counter().attachCustomer(made.id());
                },
                this::done,
                refused -> {
                    adding = false;
                    desk.sounds().blocked();
                    nobody.setText(refused.getMessage());
                    nobody.setVisible(true);
                });
    }

    private void attach(@Nullable String id) {
        desk.run(() -> desk.till().counter().attachCustomer(id), this::done);
    }

    private void done(CounterAnswers.Cart cart) {
        desk.overlay().close();
        attached.accept(cart);
    }
}
