package org.tillmesh.app.payment;

import java.util.ArrayList;
import java.util.List;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.NumberPad;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.Typed;
import org.tillmesh.app.frame.Typing;
import org.tillmesh.app.sale.SalePresenter;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;

/** Takes the place of the quick keys while paying: opens with cash and the exact sum, so that Enter alone is done. */
public final class PaymentPanel extends JPanel {
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
    private final JLabel codeLabel = Look.label("", Theme.font(15), "second");
    private final Look.NumberField code = new Look.NumberField(18);
    private final JPanel codeRow = Look.transparent("insets 0, gap 12, fillx", "[][grow,fill]", "[44!,fill]");
    private final JLabel problem = Look.label("", Theme.semibold(13), "danger");
    private final JPanel chips = Look.transparent("insets 0, gap 8, fillx", "", "[44:48:48,fill]");
    private final JPanel taken =
            Look.transparent("insets 0, gap 4, fillx, wrap 2", "[0:50%:,grow,fill][0:50%:,grow,fill]", "");
    private final JScrollPane takenScroll = new JScrollPane(new Look.Column(taken));
    private final Look.Card changeCard =
            new Look.Card("insets 0 16 0 16, fill", "[][grow,right]", "[center]", "surface");
    private final JLabel changeLabel = Look.label("", Theme.semibold(18), "text");
    private final JLabel change = Look.label("", Theme.bold(32), "text");
    private transient CounterAnswers.@Nullable Cart shown;
    private transient Money due = Money.ZERO;
    private boolean untouched = true;

    public PaymentPanel(Desk desk, SalePresenter presenter) {
        super(new MigLayout("insets 0, gap 6, fill, wrap 1, hidemode 3", "[0:0:,grow,fill]", ""));
        this.desk = desk;
        this.presenter = presenter;
        setOpaque(false);
        var kinds = Look.transparent(
                "insets 0, gap 8, fillx", "[grow,fill,sg k][grow,fill,sg k][grow,fill,sg k]", "[44:48:48,fill]");
        var group = new ButtonGroup();
        for (JToggleButton kind : List.of(cash, card, account)) {
            kind.setFocusable(false);
            kind.setMargin(new java.awt.Insets(0, 2, 0, 2));
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
        var line = Look.transparent("insets 0, gap 12, fillx", "[][grow,fill]", "[44:56:56,fill]");
        line.add(receivedLabel);
        line.add(received);
        add(line);
        codeRow.add(codeLabel);
        codeRow.add(code);
        codeRow.setVisible(false);
        add(codeRow);
        problem.setName("payment-problem");
        problem.setVisible(false);
        add(problem, "wmin 0");
        add(chips);
        changeCard.add(changeLabel);
        changeCard.add(change, "wmin pref, hmax 44");
        add(changeCard, "h 44:64:64");
        takenScroll.setBorder(null);
        takenScroll.setOpaque(false);
        takenScroll.getViewport().setOpaque(false);
        takenScroll.setVisible(false);
        add(takenScroll, "h 44:44:92");
        add(new NumberPad(true, this::press), "grow, push");
        received.setName("received");
        code.setName("approval-code");
        received.getDocument().addDocumentListener(new Typing(() -> {
            problem("");
            showChange();
        }));
        code.getDocument().addDocumentListener(new Typing(() -> problem("")));
    }

    /** What the cashier has taken: a card's with the approval code of its terminal. */
    public record Paid(String kind, Money amount, @Nullable String card) {}

    public void open(CounterAnswers.Cart cart) {
        cash.setSelected(true);
        showKind();
        show(cart);
        received.requestFocusInWindow();
    }

    public void focus() {
        received.requestFocusInWindow();
    }

    public void show(CounterAnswers.Cart cart) {
        shown = cart;
        due = cart.due();
        untouched = true;
        received.setText(due.toString());
        received.selectAll();
        code.setText("");
        taken.removeAll();
        for (int i = 0; i < cart.tenders().size(); i++) {
            InvoiceAnswers.Tender tender = cart.tenders().get(i);
            int index = i;
            var row = Look.button(
                    desk.language().text(tender.kind()) + "  "
                            + Language.code(tender.amount().toString()),
                    "x");
            row.setFocusable(false);
            row.addActionListener(event -> presenter.removeTender(index));
            taken.add(row, "h 44!");
        }
        takenScroll.setVisible(!cart.tenders().isEmpty());
        translate();
    }

    public void translate() {
        Language in = desk.language();
        cash.setText(in.text("cash") + "  F2");
        card.setText(in.text("card") + "  F3");
        account.setText(in.text("account") + "  F4");
        cash.setIcon(Theme.icon("cash", 20));
        card.setIcon(Theme.icon("credit-card", 20));
        account.setIcon(Theme.icon("notes", 20));
        receivedLabel.setText(in.text("received"));
        codeLabel.setText(in.text("approvalCode"));
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
            chips.add(chip, "w 60::, grow, pushx, sg c");
        }
        changeLabel.setText(in.text("changeHint"));
        showChange();
        applyComponentOrientation(in.orientation());
        revalidate();
        repaint();
    }

    private void showInvoice(Language in) {
        CounterAnswers.Cart cart = shown;
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
                        : in.text("notStandard", cart.invoiceNote().in(in.locale()));
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
        if (code.isFocusOwner()) {
            code.setText(NumberPad.after(code.getText(), key));
            return;
        }
        received.setText(NumberPad.after(untouched ? "" : received.getText(), key));
        untouched = false;
        received.requestFocusInWindow();
    }

    private void kindChosen() {
        showKind();
        received.setText(due.toString());
        received.selectAll();
        untouched = true;
        (card.isSelected() ? code : received).requestFocusInWindow();
    }

    private void showKind() {
        code.setText("");
        codeRow.setVisible(card.isSelected());
        chips.setVisible(cash.isSelected()); // only cash is handed over in round sums, and gives change
        changeCard.setVisible(cash.isSelected());
        problem("");
        revalidate();
    }

    public void choose(String kind) {
        (kind.equals("card") ? card : kind.equals("account") ? account : cash).setSelected(true);
        kindChosen();
    }

    String kind() {
        return card.isSelected() ? "card" : account.isSelected() ? "account" : "cash";
    }

    /** What is typed, or null after saying under it what is wrong. */
    @Nullable public Paid paid() {
        Money amount;
        try {
            amount = amount();
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            received.selectAll();
            received.requestFocusInWindow();
            return null;
        }
        if (!card.isSelected()) {
            return new Paid(kind(), amount, null);
        }
        String approval = code.plain();
        if (!approval.matches("[0-9A-Za-z]{2,12}")) {
            problem(desk.language().text("needsApprovalCode"));
            code.selectAll();
            code.requestFocusInWindow();
            return null;
        }
        return new Paid(kind(), amount, approval);
    }

    private void problem(String words) {
        problem.setText(words);
        problem.setVisible(!words.isEmpty());
    }

    private Money amount() {
        return Typed.money(desk.language(), received.plain());
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
