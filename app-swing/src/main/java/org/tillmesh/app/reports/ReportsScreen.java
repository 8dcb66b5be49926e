package org.tillmesh.app.reports;

import java.awt.CardLayout;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableColumn;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.reports.chart.Series;
import org.tillmesh.reports.export.Shown;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;

/** A report as a table with its totals, or as bars. */
public final class ReportsScreen extends Screen implements ReportsView {
    private static final long serialVersionUID = 1;
    private static final String ROWS = "rows";
    private static final String CHART = "chart";
    private static final int FIGURE_WIDTH = 110;
    private static final int TEXT_WIDTH = 150;
    private static final int NAME_WIDTH = 240;

    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel period = Look.label("", Theme.semibold(18), "primary");
    private final JLabel narrowed = Look.label("", Theme.font(15), "text");
    private final Look.ColoredLabel about = Look.wrapped("", Theme.font(13), "second", 900);
    private final JLabel problem = Look.wrapped("", Theme.font(18), "second", 700);
    private final Rows rows = new Rows();
    private final JTable table = new JTable(rows);
    private final Rows sums = new Rows();
    private final JTable totals = new JTable(sums);
    private final JScrollPane scroll = new JScrollPane(table);
    private final ChartPane chart = new ChartPane();
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final FunctionBar functionBar;
    private final transient ReportsPresenter presenter;
    private boolean showing;

    public ReportsScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        var inside = Look.transparent(
                "insets 16 24 8 24, gap 8, fill, wrap 1, hidemode 3", "[grow,fill]", "[][][][][grow,fill][]");
        var head = Look.transparent("insets 0, fillx", "[grow][]", "[]");
        head.add(title, "wmin 0");
        head.add(period);
        inside.add(head);
        narrowed.setName("report-narrowed");
        inside.add(narrowed, "wmin 0");
        about.setName("report-about");
        inside.add(about, "wmin 0");
        ready(table, "report");
        ready(totals, "report-totals");
        totals.setRowSelectionAllowed(false);
        table.getSelectionModel().addListSelectionListener(event -> {
            if (!showing) {
                presenter().select(table.getSelectedRow());
            }
        });
        table.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2) {
                    desk.press(FunctionKey.ENTER);
                }
            }
        });
        body.setOpaque(false);
        body.add(scroll, ROWS);
        body.add(new JScrollPane(chart), CHART);
        problem.setName("report-problem");
        inside.add(problem, "wmin 0");
        inside.add(body, "h 100::, grow");
        inside.add(totals, "h 48!");
        add(inside);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        setFocusable(true);
        presenter = new ReportsPresenter(desk, this, Path.of(System.getProperty("user.home"), "TillMesh"));
    }

    private static void ready(JTable table, String name) {
        table.setName(name);
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setFillsViewportHeight(true);
        table.setFocusable(false);
        table.setAutoCreateColumnsFromModel(false);
        table.getTableHeader().setReorderingAllowed(false);
    }

    @Override
    public ReportsPresenter presenter() {
        return presenter;
    }

    /** Every word here depends on what is shown. */
    @Override
    public void translate() {}

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
    }

    @Override
    public void asked(String name, String when, List<String> parts) {
        title.setText(name);
        period.setText(when);
        narrowed.setText(String.join("  ·  ", parts));
        narrowed.setVisible(!parts.isEmpty());
    }

    @Override
    public void report(@Nullable Shown report, int row, boolean isChart) {
        showing = true;
        boolean isAny = report != null && !report.table().rows().isEmpty();
        boolean hasSums =
                report != null && isAny && report.table().columns().stream().anyMatch(Column::isSummed);
        about.setText(report == null ? text("working") : String.join("\n", report.about()));
        if (report != null) {
            columns(report);
            rows.show(report, report.table().rows());
            sums.show(report, hasSums ? List.of(report.table().totals()) : List.of());
            chart.show(
                    isChart
                            ? Series.of(report.table(), desk.language().isRightToLeft())
                                    .orElse(null)
                            : null);
        }
        body.setVisible(isAny);
        totals.setVisible(hasSums && !isChart);
        cards.show(body, isChart ? CHART : ROWS);
        mark(row);
        showing = false;
        applyComponentOrientation(Look.orientation(desk.language()));
        revalidate();
        repaint();
    }

    private void columns(Shown report) {
        for (JTable each : List.of(table, totals)) {
            var model = each.getColumnModel();
            while (model.getColumnCount() > 0) {
                model.removeColumn(model.getColumn(0));
            }
            List<Integer> printed = report.printed();
            for (int i = 0; i < printed.size(); i++) {
                Column column = report.table().columns().get(printed.get(i));
                boolean isFigure = column.kind().isFigure();
                var shown = new TableColumn(i, Theme.px(width(column)));
                shown.setHeaderValue(report.heading(column));
                shown.setCellRenderer(new Look.Cells(isFigure));
                shown.setHeaderRenderer(Look.header(isFigure));
                model.addColumn(shown);
            }
        }
    }

    private static int width(Column column) {
        return column.kind().isFigure() ? FIGURE_WIDTH : column.key().startsWith("name") ? NAME_WIDTH : TEXT_WIDTH;
    }

    @Override
    public void select(int row) {
        showing = true;
        mark(row);
        showing = false;
    }

    private void mark(int row) {
        if (row >= 0 && row < table.getRowCount()) {
            table.setRowSelectionInterval(row, row);
            table.scrollRectToVisible(table.getCellRect(row, 0, true));
        } else {
            table.clearSelection();
        }
    }

    @Override
    public void problem(String words) {
        problem.setText(words);
        problem.setVisible(!words.isEmpty());
    }

    @Override
    public void choose(ChoicePresenter choice) {
        desk.overlay().open(new ChoicePanel(desk, choice), desk.language());
    }

    @Override
    public void paper(String name, byte[] png) {
        desk.overlay().open(new PaperPanel(desk, name, png), desk.language());
    }

    private final class Rows extends AbstractTableModel {
        private static final long serialVersionUID = 1;
        private transient @Nullable Shown report;
        private transient List<List<Cell>> cells = List.of();

        void show(Shown shown, List<List<Cell>> now) {
            report = shown;
            cells = now;
            fireTableDataChanged();
        }

        @Override
        public int getRowCount() {
            return cells == null ? 0 : cells.size();
        }

        @Override
        public int getColumnCount() {
            return report == null ? 0 : report.printed().size();
        }

        @Override
        public Object getValueAt(int row, int column) {
            Shown shown = report;
            if (shown == null) {
                return "";
            }
            int at = shown.printed().get(column);
            Cell cell = cells.get(row).get(at);
            String said = shown.text(cell);
            boolean isTotal = this == sums && column == 0 && said.isEmpty();
            return isTotal
                    ? text("total")
                    : cell instanceof Cell.Text || said.isEmpty() ? directed(said) : Language.code(said);
        }

        private String directed(String said) {
            return said.isEmpty() ? said : desk.language().name(said, said);
        }
    }
}
