package org.tillmesh.app;

import com.formdev.flatlaf.FlatClientProperties;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JTextField;
import org.tillmesh.till.Answers;
import org.tillmesh.till.Till;

/** Finds a customer by phone or name, or adds one with the same field: phone, then a name. Esc changes nothing. */
final class CustomerPanel {
    private static final int SHOWN = 4;

    private final Desk desk;
    private final Consumer<Answers.Cart> attached;
    private final JTextField find = new JTextField();
    private final JTextField name = new JTextField();
    private final Look.Card card = Look.card("insets 24, gap 8, wrap 1, fillx, hidemode 3", "[grow,fill]", "");
    private final javax.swing.JPanel found =
            Look.transparent("insets 0, gap 8, wrap 1, fillx", "[grow,fill]", "[52!,fill]");
    private final JButton add = Theme.styled(Look.button("", "user-plus"), "primary");
    private List<Answers.Customer> customers = List.of();

    private final Runnable business;

    /** @param business leaves this panel for the one of a tax invoice's buyer */
    CustomerPanel(Desk desk, Consumer<Answers.Cart> attached, Runnable business) {
        this.business = business;
        this.desk = desk;
        this.attached = attached;
    }

    void open() {
        Language in = desk.language();
        card.add(Look.label(in.text("customerTitle"), Theme.semibold(22), "text"));
        find.setFont(Theme.font(18));
        find.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, in.text("customerHint"));
        card.add(find, "h 52!");
        card.add(found);
        name.setFont(Theme.font(18));
        name.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, in.text("newName"));
        card.add(name, "h 52!");
        add.addActionListener(event -> addNew());
        card.add(add, "h 56!");
        JButton invoice = Look.button(in.text("businessInvoice") + "  F5", "receipt");
        invoice.setFocusable(false);
        invoice.addActionListener(event -> toBusiness());
        card.add(invoice, "h 48!");
        JButton off = Look.button(in.text("off"), "x");
        off.addActionListener(event -> attach(null));
        card.add(off, "h 48!");
        name.setVisible(false);
        add.setVisible(false);
        find.getDocument().addDocumentListener(new Typing(this::look));
        desk.overlay().open(card, find, in, "w 420:460:560", this::enter, () -> {}, key -> {
            if (key == TillKey.DISCOUNT) {
                toBusiness();
            }
            return key == TillKey.DISCOUNT;
        });
    }

    private void toBusiness() {
        desk.overlay().close();
        business.run();
    }

    private void look() {
        String typed = find.getText().strip();
        if (typed.length() < 2) {
            show(List.of(), typed);
            return;
        }
        desk.run(() -> desk.till().findCustomers(typed), result -> show(result, typed));
    }

    private void show(List<Answers.Customer> result, String typed) {
        customers = result;
        found.removeAll();
        for (Answers.Customer customer : result.subList(0, Math.min(SHOWN, result.size()))) {
            String phone = customer.phones().isEmpty()
                    ? ""
                    : " · " + Language.code(customer.phones().get(0));
            JButton row = Look.button(customer.name() + phone, "user");
            row.addActionListener(event -> attach(customer.id()));
            found.add(row);
        }
        boolean isNew = result.isEmpty() && typed.matches("[0-9٠-٩+ ]{5,}");
        name.setVisible(isNew);
        add.setVisible(isNew);
        add.setText(desk.language().text("addNew", Language.code(typed)));
        card.applyComponentOrientation(desk.language().orientation());
        card.revalidate();
        card.repaint();
    }

    private void enter() {
        if (!customers.isEmpty()) {
            attach(customers.get(0).id());
        } else if (name.isVisible()) {
            addNew();
        }
    }

    private void addNew() {
        String phone = find.getText().strip();
        String typed = name.getText().strip();
        if (typed.isEmpty()) {
            name.requestFocusInWindow();
            return;
        }
        desk.run(
                () -> {
                    Answers.Customer made =
                            desk.till().newCustomer(new Till.NewCustomer(typed, phone, null, null, List.of()), null);
                    return desk.till().attachCustomer(made.id());
                },
                this::done);
    }

    private void attach(@org.jspecify.annotations.Nullable String id) {
        desk.run(() -> desk.till().attachCustomer(id), this::done);
    }

    private void done(Answers.Cart cart) {
        desk.overlay().close();
        attached.accept(cart);
    }
}
