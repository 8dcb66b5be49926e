package org.tillmesh.app.payment;

import java.awt.Insets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.Typing;
import org.tillmesh.app.look.Face;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.NumberPad;
import org.tillmesh.app.look.Theme;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.invoice.InvoiceAnswers;

/** Takes the place of the quick keys while paying. */
public final class PaymentPanel extends JPanel implements PaymentView {
    private static final long serialVersionUID = 1;

    private final transient SwingDesk desk;
    private final JPanel ways = Look.transparent(
            "insets 0, gap 8 6, fillx, wrap 4",
            "[0:0:,grow,fill,sg k][0:0:,grow,fill,sg k][0:0:,grow,fill,sg k][0:0:,grow,fill,sg k]",
            "[48!,fill]");
    private transient List<Way> offered = List.of();
    private final Look.ColoredLabel worth = Look.wrapped("", Theme.semibold(13), "second", 360);
    private final KeyButton invoice;
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
    private final Look.Card changeCard = new Look.Card(
            "insets 0 16 0 16, fill, hidemode 3", "[][grow,right]24[][grow,right]", "[center]", "surface");
    private final JLabel leftLabel = Look.label("", Theme.semibold(15), "second");
    private final JLabel left = Look.label("", Theme.semibold(22), "text");
    private final JLabel changeLabel = Look.label("", Theme.semibold(18), "text");
    private final JLabel change = Look.label("", Theme.bold(32), "text");
    private transient IntConsumer takeBack = index -> {};
    private transient Consumer<Way> choose = way -> {};

    public PaymentPanel(SwingDesk desk) {
        super(new MigLayout("insets 0, gap 6, fill, wrap 1, hidemode 3", "[0:0:,grow,fill]", ""));
        this.desk = desk;
        setOpaque(false);
        invoice = new KeyButton(desk, FunctionKey.F5);
        add(ways);
        invoice.setName("invoice");
        invoice.setFont(Theme.font(15));
        invoice.setIcon(Theme.icon("receipt", 20));
        invoice.setHorizontalAlignment(SwingConstants.LEADING);
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
        worth.setName("payment-worth");
        worth.setVisible(false);
        add(worth, "wmin 0");
        problem.setName("payment-problem");
        problem.setVisible(false);
        add(problem, "wmin 0");
        add(chips);
        left.setName("payment-left");
        changeCard.add(leftLabel);
        changeCard.add(left, "wmin pref");
        changeCard.add(changeLabel);
        changeCard.add(change, "wmin pref, hmax 44");
        add(changeCard, "h 44:64:64");
        takenScroll.setBorder(null);
        takenScroll.setOpaque(false);
        takenScroll.getViewport().setOpaque(false);
        takenScroll.setVisible(false);
        add(takenScroll, "h 44:44:92");
        add(new NumberPad(true, this::press), "grow, push, hmin 0");
        received.setName("received");
        code.setName("approval-code");
    }

    /** Whoever decides here. */
    public void decide(PaymentPresenter decides) {
        takeBack = decides::takeBack;
        choose = decides::choose;
        received.getDocument().addDocumentListener(new Typing(decides::typing));
        code.getDocument().addDocumentListener(new Typing(decides::typing));
    }

    public void translate() {
        Language in = desk.language();
        offered = List.of(); // their names are made anew
        leftLabel.setText(in.text("left"));
        receivedLabel.setText(in.text("received"));
        changeLabel.setText(in.text("changeHint"));
    }

    @Override
    public void ways(List<Way> now, Way chosen) {
        if (!now.equals(offered)) {
            offered = now;
            build();
        }
        for (int i = 0; i < now.size(); i++) {
            ((JToggleButton) ways.getComponent(i)).setSelected(now.get(i).equals(chosen));
        }
        codeLabel.setText(desk.language().text(chosen.codeLabel()));
        codeRow.setVisible(chosen.hasCode());
        boolean cash = chosen.kind() == TenderKind.CASH; // only cash is handed over in round sums, and gives change
        chips.setVisible(cash);
        changeLabel.setVisible(cash);
        change.setVisible(cash);
        revalidate();
    }

    private void build() {
        ways.removeAll();
        var group = new ButtonGroup();
        for (Way way : offered) {
            JToggleButton button = Face.over(
                    new JToggleButton(),
                    desk.language().name(way.method().name(), way.method().nameAr()),
                    Theme.font(13),
                    way.key() == null ? "" : way.key().label);
            button.setName("way-" + way.method().id());
            button.setFocusable(false);
            button.setMargin(new Insets(0, 0, 0, 0));
            button.addActionListener(event -> choose.accept(way));
            group.add(button);
            ways.add(button);
        }
        turn(ways);
    }

    @Override
    public void worth(String words, boolean bad) {
        worth.setColor(bad ? "danger" : "second");
        worth.setText(words);
        worth.setVisible(!words.isEmpty());
        revalidate();
    }

    @Override
    public void sums(List<Money> sums, Money due) {
        Language in = desk.language();
        chips.removeAll();
        for (Money sum : sums) {
            String words = Language.code(sum.toString());
            var chip = new JButton(sum.equals(due) ? words + " " + in.text("exact") : words);
            chip.setFont(Theme.font(13));
            chip.setFocusable(false);
            chip.setMargin(new Insets(0, 2, 0, 2));
            chip.addActionListener(event -> {
                received.setText(sum.toString());
                received.selectAll();
            });
            chips.add(chip, "w 60::, grow, pushx, sg c");
        }
        turn(chips);
    }

    private void turn(JPanel panel) {
        panel.applyComponentOrientation(Look.orientation(desk.language()));
        panel.revalidate();
        panel.repaint();
    }

    @Override
    public void taken(List<InvoiceAnswers.Tender> tenders) {
        taken.removeAll();
        for (int i = 0; i < tenders.size(); i++) {
            InvoiceAnswers.Tender tender = tenders.get(i);
            int index = i;
            JButton row = Look.button(
                    named(tender) + "  " + Language.code(tender.amount().toString()), "x");
            row.setFocusable(false);
            row.addActionListener(event -> takeBack.accept(index));
            taken.add(row, "h 44!");
        }
        takenScroll.setVisible(!tenders.isEmpty());
        invoice.setVisible(tenders.isEmpty()); // its key stays in the bar; the pad keeps its room
        turn(taken);
        revalidate();
    }

    /** As the company calls it. */
    private String named(InvoiceAnswers.Tender tender) {
        return offered.stream()
                .filter(way -> tender.method() == null
                        ? way.method().kind().equals(tender.kind())
                        : way.method().id().equals(tender.method()))
                .findFirst()
                .map(way ->
                        desk.language().name(way.method().name(), way.method().nameAr()))
                .orElse(tender.kind());
    }

    @Override
    public void invoice(String what, String note) {
        invoice.say(what);
        invoiceNote.setText(note);
        invoiceNote.setVisible(!note.isEmpty());
        revalidate();
    }

    @Override
    public void left(String sum) {
        left.setText(Language.code(sum));
    }

    @Override
    public void change(String sum) {
        change.setText(Language.code(sum));
    }

    @Override
    public void begin(Money sum) {
        received.setText(sum.toString());
        received.selectAll();
    }

    @Override
    public void code(String text) {
        code.setText(text);
    }

    private Look.NumberField field(Field field) {
        return field == Field.CODE ? code : received;
    }

    @Override
    public String typed(Field field) {
        return field(field).plain();
    }

    @Override
    public void focus(Field field) {
        field(field).requestFocusInWindow();
    }

    @Override
    public void problem(String words, Field field) {
        problem.setText(words);
        problem.setVisible(!words.isEmpty());
        worth.setVisible(words.isEmpty() && !worth.getText().isEmpty());
        if (!words.isEmpty()) {
            field(field).selectAll();
            field(field).requestFocusInWindow();
        }
        revalidate();
    }

    /** As a key of the keyboard would: what is selected is replaced. */
    private void press(String key) {
        Look.NumberField field = code.isFocusOwner() ? code : received;
        boolean all = field.getSelectedText() != null;
        field.setText(NumberPad.after(all ? "" : field.getText(), key));
        field.requestFocusInWindow();
    }
}
