package org.tillmesh.app.invoice;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableColumn;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;

/** The store's invoices that the tax authority is not done with, and the standard ones of late: printed and corrected here. */
public final class InvoicesScreen extends Screen implements InvoicesView {
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
    private final transient InvoicesPresenter presenter;
    private final FunctionBar functionBar;
    private boolean showing;

    public InvoicesScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        var inside = Look.transparent(
                "insets 24 24 12 24, gap 12, fill, wrap 1, hidemode 3", "[grow,fill]", "[][grow,fill][]");
        var head = Look.transparent("insets 0, fillx", "[grow][]", "[]");
        head.add(title);
        head.add(count);
        inside.add(head);
        table.setName("invoices");
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setFillsViewportHeight(true);
        table.setFocusable(false);
        table.getTableHeader().setReorderingAllowed(false);
        for (int i = 0; i < WIDTHS.length; i++) {
            TableColumn column = table.getColumnModel().getColumn(i);
            column.setPreferredWidth(Theme.px(WIDTHS[i]));
            column.setCellRenderer(new Look.Cells(i == 2));
            column.setHeaderRenderer(Look.header(i == 2));
        }
        table.getSelectionModel().addListSelectionListener(event -> {
            if (!showing) {
                presenter().select(table.getSelectedRow());
            }
        });
        inside.add(scroll, "h 100::, grow");
        empty.setIcon(Theme.icon("check", 48));
        inside.add(empty, "alignx center, growx 0");
        reasons.setName("reasons");
        detail.add(who, "wmin 0");
        detail.add(reasons, "wmin 0, hidemode 3");
        detail.add(mended, "wmin 0");
        inside.add(detail);
        add(inside);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        presenter = new InvoicesPresenter(desk, this);
    }

    @Override
    public InvoicesPresenter presenter() {
        return presenter;
    }

    @Override
    public void translate() {
        title.setText(text("invoicesTitle"));
        empty.setText(text("invoicesNone"));
        for (int i = 0; i < COLUMNS.length; i++) {
            table.getColumnModel().getColumn(i).setHeaderValue(text(COLUMNS[i]));
        }
    }

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
    }

    @Override
    public void invoices(List<InvoiceAnswers.InvoiceState> invoices, long waiting, int selected) {
        showing = true;
        count.setText(text("invoicesWaiting", String.valueOf(waiting)));
        rows.show(invoices);
        boolean any = !invoices.isEmpty();
        scroll.setVisible(any);
        detail.setVisible(any);
        empty.setVisible(!any);
        if (selected >= 0) {
            table.setRowSelectionInterval(selected, selected);
            table.scrollRectToVisible(table.getCellRect(selected, 0, true));
            showDetail(invoices.get(selected));
        }
        showing = false;
        applyComponentOrientation(Look.orientation(desk.language()));
        revalidate();
        repaint();
    }

    private void showDetail(InvoiceAnswers.InvoiceState row) {
        who.setText(Language.code(row.number()) + (row.buyer() == null ? "" : " · " + row.buyer()));
        boolean bad = row.state().equals("rejected") || row.state().equals("copy-missing");
        reasons.setColor(bad ? "danger" : "second");
        String why = row.reasons() == null ? "" : row.reasons();
        reasons.setText(why);
        reasons.setVisible(!why.isEmpty());
        mended.setText(text(
                row.state().equals("rejected") && !row.correctable() ? "mend_other-till" : "mend_" + row.state(),
                Language.code(row.till())));
    }

    @Override
    public void correct(CounterAnswers.Customer customer, InvoiceAnswers.InvoiceState invoice, Consumer<String> goOn) {
        String reason = invoice.reasons() == null ? "" : invoice.reasons();
        InvoicePanel.forCorrection(desk, customer, invoice.invoice().equals("standard"), reason, goOn);
    }

    private final class Rows extends AbstractTableModel {
        private static final long serialVersionUID = 1;
        private transient List<InvoiceAnswers.InvoiceState> shown = new ArrayList<>();

        void show(List<InvoiceAnswers.InvoiceState> now) {
            if (!now.equals(shown)) {
                shown = new ArrayList<>(now);
                fireTableDataChanged();
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
