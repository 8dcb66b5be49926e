package org.tillmesh.app.invoice;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableColumn;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.TillKey;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;

/** The store's invoices that the tax authority is not done with, and the standard ones of late: printed and corrected here. */
public final class InvoicesScreen extends Screen {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM HH:mm", Locale.ROOT);
    private static final String[] COLUMNS = {"invoiceNumber", "invoiceKind", "total", "invoiceState", "invoiceDue"};
    private static final int[] WIDTHS = {210, 230, 110, 200, 210};

    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel count = Look.label("", Theme.font(15), "second");
    private final Rows rows = new Rows();
    private final JTable table = new JTable(rows);
    private final JScrollPane scroll = new JScrollPane(table);
    private final JLabel empty = Look.label("", Theme.font(18), "second");
    private final Look.Card detail = Look.card("insets 12 16 12 16, fillx, wrap 1", "[grow,fill]", "");
    private final JLabel who = Look.label("", Theme.semibold(15), "text");
    private final Look.ColoredLabel reasons = Look.wrapped("", Theme.font(15), "second", 900);
    private final JLabel mended = Look.wrapped("", Theme.font(15), "text", 900);
    private final JButton back = Look.button("", "arrow-back");
    private final JButton correct = Look.button("", "notes");
    private final JButton print = Theme.styled(Look.button("", "printer"), "primary");
    private transient InvoiceAnswers.@Nullable Zatca seen;
    private long waiting;

    public InvoicesScreen(Desk desk) {
        super(desk);
        setOpaque(false);
        setLayout(new MigLayout("insets 24, gap 12, fill, wrap 1, hidemode 3", "[grow,fill]", "[][grow,fill][]12[]"));
        var head = Look.transparent("insets 0, fillx", "[grow][]", "[]");
        head.add(title);
        head.add(count);
        add(head);
        table.setName("invoices");
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setFillsViewportHeight(true);
        table.setFocusable(false);
        table.getTableHeader().setReorderingAllowed(false);
        for (int i = 0; i < WIDTHS.length; i++) {
            TableColumn column = table.getColumnModel().getColumn(i);
            column.setPreferredWidth(WIDTHS[i]);
            column.setCellRenderer(new Look.Cells(i == 2));
            column.setHeaderRenderer(Look.header(i == 2));
        }
        table.getSelectionModel().addListSelectionListener(event -> showDetail());
        add(scroll, "h 100::, grow");
        empty.setIcon(Theme.icon("check", 48));
        add(empty, "alignx center, growx 0");
        reasons.setName("reasons");
        detail.add(who, "wmin 0");
        detail.add(reasons, "wmin 0, hidemode 3");
        detail.add(mended, "wmin 0");
        add(detail);
        var foot = Look.transparent(
                "insets 0, gap 8, fillx", "[grow,fill,sg f][grow,fill,sg f][grow,fill,sg f]", "[56!,fill]");
        for (JButton button : List.of(back, correct, print)) {
            button.setFocusable(false);
            foot.add(button);
        }
        back.addActionListener(event -> escape());
        correct.addActionListener(event -> correct());
        print.addActionListener(event -> print());
        add(foot);
    }

    @Override
    public void shown() {
        seen = null;
        load();
    }

    /** What head office said meanwhile is looked up as soon as the counts say that something changed. */
    @Override
    public void statusChanged(LinkAnswers.Status status) {
        if (!status.zatca().equals(seen)) {
            seen = status.zatca();
            load();
        }
    }

    private void load() {
        desk.aside(
                desk.till().invoices()::list,
                found -> {
                    waiting = found.waiting();
                    rows.show(found.invoices());
                    translate();
                },
                refused -> desk.say(String.valueOf(refused.getMessage()), true));
    }

    @Override
    public void translate() {
        title.setText(text("invoicesTitle"));
        count.setText(text("invoicesWaiting", String.valueOf(waiting)));
        empty.setText(text("invoicesNone"));
        back.setText(text("back") + "  Esc");
        correct.setText(text("correct") + "  F5");
        for (int i = 0; i < COLUMNS.length; i++) {
            table.getColumnModel().getColumn(i).setHeaderValue(text(COLUMNS[i]));
        }
        boolean any = rows.getRowCount() > 0;
        scroll.setVisible(any);
        detail.setVisible(any);
        empty.setVisible(!any);
        if (any && table.getSelectedRow() < 0) {
            table.setRowSelectionInterval(0, 0);
        }
        showDetail();
        applyComponentOrientation(desk.language().orientation());
        revalidate();
        repaint();
    }

    private InvoiceAnswers.@Nullable InvoiceState selected() {
        int row = table.getSelectedRow();
        return row < 0 || row >= rows.getRowCount() ? null : rows.shown.get(row);
    }

    private void showDetail() {
        InvoiceAnswers.InvoiceState row = selected();
        correct.setEnabled(row != null && row.correctable());
        print.setEnabled(row != null);
        print.setText(text(row == null ? "print" : printText(row)) + "  F9");
        if (row == null) {
            return;
        }
        who.setText(Language.code(row.number()) + (row.buyer() == null ? "" : " · " + row.buyer()));
        boolean bad = row.state().equals("rejected") || row.state().equals("copy-missing");
        reasons.setColor(bad ? "danger" : "second");
        String why = row.reasons() == null ? "" : row.reasons();
        String mend = text(
                row.state().equals("rejected") && !row.correctable() ? "mend_other-till" : "mend_" + row.state(),
                Language.code(row.till()));
        reasons.setText(why);
        reasons.setVisible(!why.isEmpty());
        mended.setText(mend);
    }

    /** What comes out of the printer now. */
    private static String printText(InvoiceAnswers.InvoiceState row) {
        if (row.toPrint()) {
            return "printTaxInvoice";
        }
        boolean proforma = row.invoice().equals("standard") && !row.state().equals("cleared");
        return proforma ? "printProforma" : "print";
    }

    @Override
    public boolean arrow(int by) {
        int row = table.getSelectedRow() + by;
        if (row >= 0 && row < rows.getRowCount()) {
            table.setRowSelectionInterval(row, row);
            table.scrollRectToVisible(table.getCellRect(row, 0, true));
        }
        return true;
    }

    @Override
    public List<FunctionBar.Hint> keys() {
        return List.of(
                hint(TillKey.REPRINT, "print"),
                hint(TillKey.DISCOUNT, "correct"),
                hint("↑↓", "chooseLine"),
                hint("Esc", "back"));
    }

    @Override
    public boolean pressed(TillKey key) {
        switch (key) {
            case REPRINT -> print();
            case DISCOUNT -> correct();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void print() {
        InvoiceAnswers.InvoiceState row = selected();
        if (row == null) {
            return;
        }
        desk.run(
                () -> {
                    desk.till().papers().print(null, row.uuid());
                    return true;
                },
                done -> {
                    desk.say(text("printing", Language.code(row.number())), false);
                    load();
                });
    }

    private void correct() {
        InvoiceAnswers.InvoiceState row = selected();
        if (row == null || !row.correctable()) {
            desk.sounds().blocked();
            return;
        }
        String reason = row.reasons() == null ? "" : row.reasons();
        String customer = row.customer();
        if (customer == null || row.kind().equals("return")) {
            Panels.question(
                    desk,
                    text("correctTitle"),
                    reason + "\n" + text("correctAsk"),
                    text("reissue"),
                    () -> reissue(row, null));
            return;
        }
        desk.run(
                () -> desk.till().counter().customer(customer),
                found -> InvoicePanel.forCorrection(
                        desk, found, row.invoice().equals("standard"), reason, form -> reissue(row, form)));
    }

    private void reissue(InvoiceAnswers.InvoiceState row, @Nullable String form) {
        desk.approvable(
                approve -> desk.till().invoices().reissue(null, row.uuid(), form, approve),
                made -> {
                    desk.sounds().done();
                    desk.say(text("reissued", Language.code(made.receipt())), false);
                    load();
                },
                refused -> {
                    desk.sounds().blocked();
                    desk.say(String.valueOf(refused.getMessage()), true);
                });
    }

    @Override
    public void escape() {
        desk.show(Desk.Place.SALE);
    }

    private final class Rows extends AbstractTableModel {
        private static final long serialVersionUID = 1;
        private transient List<InvoiceAnswers.InvoiceState> shown = new ArrayList<>();

        /** The row that was selected stays selected if it is still there. */
        void show(List<InvoiceAnswers.InvoiceState> now) {
            InvoiceAnswers.InvoiceState before = selected();
            shown = new ArrayList<>(now);
            fireTableDataChanged();
            for (int i = 0; before != null && i < now.size(); i++) {
                if (now.get(i).uuid().equals(before.uuid())) {
                    table.setRowSelectionInterval(i, i);
                    return;
                }
            }
        }

        @Override
        public int getRowCount() {
            return shown == null ? 0 : shown.size();
        }

        @Override
        public int getColumnCount() {
            return COLUMNS.length;
        }

        @Override
        public Object getValueAt(int row, int column) {
            InvoiceAnswers.InvoiceState invoice = shown.get(row);
            return switch (column) {
                case 0 -> Language.code(invoice.number());
                case 1 -> text("kind_" + invoice.kind() + "_" + invoice.invoice());
                case 2 -> invoice.total().toString();
                case 3 -> text(invoice.toPrint() ? "state_to-print" : "state_" + invoice.state());
                default -> due(invoice);
            };
        }

        private String due(InvoiceAnswers.InvoiceState invoice) {
            if (invoice.due() == null) {
                return "";
            }
            String at = Language.code(TIME.format(invoice.due().atZone(ZoneId.of(desk.zone()))));
            String left = text("due_" + invoice.deadline());
            return left.isBlank() ? at : at + " · " + left;
        }
    }
}
