package org.tillmesh.app.sale;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableColumn;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.till.counter.CounterAnswers;

/** The lines of the cart. Row events are fired for what changed, not for the whole table. */
final class CartTable extends JTable {
    private static final long serialVersionUID = 1;

    private final Lines lines = new Lines();
    private final transient Desk desk;

    CartTable(Desk desk) {
        this.desk = desk;
        setModel(lines);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setFillsViewportHeight(true);
        setFocusable(false);
        getTableHeader().setReorderingAllowed(false);
        getTableHeader().setResizingAllowed(false);
        int[] widths = {280, 76, 100, 112};
        for (int i = 0; i < widths.length; i++) {
            TableColumn column = getColumnModel().getColumn(i);
            column.setPreferredWidth(widths[i]);
            if (i > 0) {
                column.setMaxWidth(widths[i] + 30);
                column.setMinWidth(widths[i]);
            }
            column.setCellRenderer(new Look.Cells(i > 0));
            column.setHeaderRenderer(Look.header(i > 0));
        }
    }

    void translate() {
        String[] keys = {"item", "qty", "price", "total"};
        for (int i = 0; i < keys.length; i++) {
            getColumnModel().getColumn(i).setHeaderValue(desk.language().text(keys[i]));
        }
        getTableHeader().repaint();
        lines.fireTableRowsUpdated(0, Math.max(0, lines.getRowCount() - 1));
    }

    /** Shows a cart; the line that was touched is selected and in sight. */
    void show(List<CounterAnswers.Line> now, int touched) {
        lines.show(now);
        for (int row = 0; row < now.size(); row++) {
            if (now.get(row).line() == touched) {
                select(row);
                return;
            }
        }
        if (getSelectedRow() < 0 && !now.isEmpty()) {
            select(now.size() - 1);
        }
    }

    private void select(int row) {
        setRowSelectionInterval(row, row);
        Rectangle cell = getCellRect(row, 0, true);
        scrollRectToVisible(cell);
    }

    void move(int by) {
        if (lines.getRowCount() > 0) {
            select(Math.max(0, Math.min(lines.getRowCount() - 1, getSelectedRow() + by)));
        }
    }

    CounterAnswers.@Nullable Line selected() {
        int row = getSelectedRow();
        return row >= 0 && row < lines.shown.size() ? lines.shown.get(row) : null;
    }

    private final class Lines extends AbstractTableModel {
        private static final long serialVersionUID = 1;
        private transient List<CounterAnswers.Line> shown = new ArrayList<>();

        void show(List<CounterAnswers.Line> now) {
            List<CounterAnswers.Line> before = shown;
            shown = new ArrayList<>(now);
            int common = Math.min(before.size(), now.size());
            for (int i = 0; i < common; i++) {
                if (!before.get(i).equals(now.get(i))) {
                    fireTableRowsUpdated(i, i);
                }
            }
            if (now.size() > common) {
                fireTableRowsInserted(common, now.size() - 1);
            } else if (before.size() > common) {
                fireTableRowsDeleted(common, before.size() - 1);
            }
        }

        @Override
        public int getRowCount() {
            return shown == null ? 0 : shown.size();
        }

        @Override
        public int getColumnCount() {
            return 4;
        }

        @Override
        public Object getValueAt(int row, int column) {
            CounterAnswers.Line line = shown.get(row);
            return switch (column) {
                case 0 -> item(line);
                case 1 -> line.qty().toString();
                case 2 -> line.price().toString();
                default -> line.total().toString();
            };
        }

        private String item(CounterAnswers.Line line) {
            String name = desk.language().name(line.name(), line.nameAr());
            if (line.discount().isPositive()) {
                name += "  " + Language.code("−" + line.discount());
            }
            return line.batch() == null ? name : name + "  · " + Language.code(line.batch());
        }
    }
}
