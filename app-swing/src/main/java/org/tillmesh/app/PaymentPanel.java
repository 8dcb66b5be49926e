package org.tillmesh.app;

import java.util.ArrayList;
import java.util.List;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.Money;
import org.tillmesh.till.Answers;

/** Takes the place of the quick keys while paying: opens with cash and the exact sum, so that Enter alone is done. */
final class PaymentPanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final long[] NOTES = {500, 1000, 5000, 10_000, 20_000, 50_000};

    private final transient Desk desk;
    private final transient SalePresenter presenter;
    private final JToggleButton cash = new JToggleButton();
    private final JToggleButton card = new JToggleButton();
    private final JToggleButton account = new JToggleButton();
    private final JButton invoice = Look.button("", "receipt");
    private final Look.ColoredLabel invoiceNote = Look.wrapped("", Theme.font(13), "warning", 360);
    private final JLabel receivedLabel = Look.label("", Theme.font(15), "second");
    private final Look.NumberField received = new Look.NumberField(22);
    private final JPanel chips = Look.transparent(
            "insets 0, gap 8, fillx", "[grow,fill,sg c][grow,fill,sg c][grow,fill,sg c][grow,fill,sg c]", "[48!,fill]");
    private final JPanel taken = Look.transparent("insets 0, gap 4, fillx, wrap 1", "[grow,fill]", "");
    private final Look.Card changeCard =
            new Look.Card("insets 0 16 0 16, fill", "[][grow,right]", "[center]", "surface");
    private final JLabel changeLabel = Look.label("", Theme.semibold(18), "text");
    private final JLabel change = Look.label("", Theme.bold(32), "text");
    private transient Answers.@Nullable Cart shown;
    private transient Money due = Money.ZERO;
    private boolean untouched = true;

    PaymentPanel(Desk desk, SalePresenter presenter) {
        super(new MigLayout("insets 0, gap 8, fill, wrap 1, hidemode 3", "[grow,fill]", ""));
        this.desk = desk;
        this.presenter = presenter;
        setOpaque(false);
        var kinds = Look.transparent(
                "insets 0, gap 8, fillx", "[grow,fill,sg k][grow,fill,sg k][grow,fill,sg k]", "[48!,fill]");
        var group = new ButtonGroup();
        for (JToggleButton kind : List.of(cash, card, account)) {
            kind.setFocusable(false);
            group.add(kind);
            kinds.add(kind);
            kind.addActionListener(event -> kindChosen());
        }
        add(kinds);
        invoice.setName("invoice");
        invoice.setFont(Theme.font(15));
        invoice.setFocusable(false);
        invoice.setHorizontalAlignment(SwingConstants.LEADING);
        invoice.addActionListener(event -> presenter.invoice());
        add(invoice, "h 44!, wmin 0");
        add(invoiceNote, "wmin 0");
        var line = Look.transparent("insets 0, gap 12, fillx", "[][grow,fill]", "[56!,fill]");
        line.add(receivedLabel);
        line.add(received);
        add(line);
        add(chips);
        changeCard.add(changeLabel);
        changeCard.add(change);
        add(changeCard, "h 64!");
        add(taken);
        add(new NumberPad(true, this::press), "grow, push");
        received.getDocument().addDocumentListener(new Typing(this::showChange));
    }

    void open(Answers.Cart cart) {
        cash.setSelected(true);
        show(cart);
        received.requestFocusInWindow();
    }

    void focus() {
        received.requestFocusInWindow();
    }

    void show(Answers.Cart cart) {
        shown = cart;
        due = cart.due();
        untouched = true;
        received.setText(due.toString());
        received.selectAll();
        taken.removeAll();
        for (int i = 0; i < cart.tenders().size(); i++) {
            Answers.Tender tender = cart.tenders().get(i);
            int index = i;
            var row = Look.button(
                    desk.language().text(tender.kind()) + "  "
                            + Language.code(tender.amount().toString()),
                    "x");
            row.setFocusable(false);
            row.addActionListener(event -> presenter.removeTender(index));
            taken.add(row, "h 44!");
        }
        taken.setVisible(!cart.tenders().isEmpty());
        translate();
    }

    void translate() {
        Language in = desk.language();
        cash.setText(in.text("cash") + "  F2");
        card.setText(in.text("card") + "  F3");
        account.setText(in.text("account") + "  F4");
        cash.setIcon(Theme.icon("cash", 20));
        card.setIcon(Theme.icon("credit-card", 20));
        account.setIcon(Theme.icon("notes", 20));
        receivedLabel.setText(in.text("received"));
        showInvoice(in);
        chips.removeAll();
        for (Money sum : sums(due)) {
            String shown = Language.code(sum.toString());
            JButton chip = new JButton(sum.equals(due) ? shown + " " + in.text("exact") : shown);
            chip.setFont(Theme.font(13));
            chip.setFocusable(false);
            chip.setMargin(new java.awt.Insets(0, 2, 0, 2));
            chip.addActionListener(event -> {
                received.setText(sum.toString());
                untouched = false;
            });
            chips.add(chip, "w 60::");
        }
        changeLabel.setText(in.text("changeHint"));
        showChange();
        applyComponentOrientation(in.orientation());
        revalidate();
        repaint();
    }

    private void showInvoice(Language in) {
        Answers.Cart cart = shown;
        boolean standard = cart != null && cart.invoice().equals("standard");
        var what = new StringBuilder(in.text(standard ? "standard" : "simplified"));
        if (cart != null) {
            cart.chosen().marks().forEach(mark -> what.append(" · ").append(in.text("mark_" + mark)));
            if (cart.customer() != null) {
                what.append(" · ").append(cart.customer().name());
            }
        }
        invoice.setText(what + "  F5");
        boolean citizen = cart != null
                && cart.chosen().needsNationalId()
                && (cart.customer() == null || cart.chosen().nationalId() == null);
        boolean wished = cart != null && cart.chosen().form().equals("simplified");
        String note = citizen
                ? in.text("needsNationalId")
                : cart == null || cart.invoiceNote() == null || wished
                        ? ""
                        : in.text("notStandard", Language.code(cart.invoiceNote()));
        invoiceNote.setText(note);
        invoiceNote.setVisible(!note.isEmpty());
    }

    /** The exact sum, and the next ones that a customer would hand over. */
    static List<Money> sums(Money due) {
        var sums = new ArrayList<Money>();
        sums.add(due);
        for (long note : NOTES) {
            long next = (due.minor() + note - 1) / note * note;
            Money sum = Money.ofMinor(next, due.currency());
            if (!sums.contains(sum) && sums.size() < 4) {
                sums.add(sum);
            }
        }
        return sums;
    }

    private void press(String key) {
        received.setText(NumberPad.after(untouched ? "" : received.getText(), key));
        untouched = false;
        received.requestFocusInWindow();
    }

    private void kindChosen() {
        received.setText(due.toString());
        received.selectAll();
        untouched = true;
        received.requestFocusInWindow();
    }

    void choose(String kind) {
        (kind.equals("card") ? card : kind.equals("account") ? account : cash).setSelected(true);
        kindChosen();
    }

    String kind() {
        return card.isSelected() ? "card" : account.isSelected() ? "account" : "cash";
    }

    /** The sum as typed; throws IllegalArgumentException with the mend. */
    Money amount() {
        return Money.parse(received.plain(), Money.SAR);
    }

    private void showChange() {
        try {
            Money over = amount().minus(due);
            boolean gives = cash.isSelected() && over.isPositive();
            change.setText(Language.code((gives ? over : Money.ZERO).toString()));
        } catch (IllegalArgumentException e) {
            change.setText("–");
        }
    }
}
