package org.tillmesh.app.sale;

import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableColumn;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** The lines of the cart. Row events are fired for what changed, not for the whole table. */
final class CartTable extends JTable {
    private static final long serialVersionUID = 1;

    private final Lines lines = new Lines();
    private final transient SwingDesk desk;
    private final ItemCell items;
    private boolean showing;
    private int fitted;

    CartTable(SwingDesk desk) {
        this.desk = desk;
        items = new ItemCell(desk::language);
        setModel(lines);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setFillsViewportHeight(true);
        setFocusable(false);
        getTableHeader().setReorderingAllowed(false);
        getTableHeader().setResizingAllowed(false);
        int[] widths = {280, 76, 100, 112};
        for (int i = 0; i < widths.length; i++) {
            TableColumn column = getColumnModel().getColumn(i);
            column.setPreferredWidth(Theme.px(widths[i]));
            if (i > 0) {
                column.setMaxWidth(Theme.px(widths[i] + 30));
                column.setMinWidth(Theme.px(widths[i]));
            }
            column.setCellRenderer(i > 0 ? new Look.Cells(true) : items);
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
        fit(0, lines.getRowCount());
    }

    /** Rows are as high as their names need: the table is as wide as the window lets it be. */
    @Override
    public void doLayout() {
        super.doLayout();
        int width = getColumnModel().getColumn(0).getWidth();
        if (width != fitted) {
            fitted = width;
            fit(0, lines.getRowCount());
        }
    }

    private void fit(int from, int to) {
        int width = getColumnModel().getColumn(0).getWidth();
        for (int row = from; row < to; row++) {
            int height = Math.max(getRowHeight(), items.height(lines.shown.get(row), width));
            if (height != getRowHeight(row)) {
                setRowHeight(row, height);
            }
        }
    }

    /** @param names of users by their ids */
    void people(Map<String, String> names) {
        items.people(names);
        fit(0, lines.getRowCount());
        repaint();
    }

    /** Told when a row was pressed twice: it is to be edited. */
    void onOpen(Runnable opened) {
        addMouseListener(new MouseAdapter() {
            @Override
            public void mouseReleased(MouseEvent event) {
                if (event.getClickCount() == 2 && !event.isConsumed() && rowAtPoint(event.getPoint()) >= 0) {
                    opened.run();
                }
            }
        });
    }

    /** Told of the index of a row that somebody has chosen here. */
    void onSelect(IntConsumer chosen) {
        getSelectionModel().addListSelectionListener(event -> {
            if (!showing && getSelectedRow() >= 0) {
                chosen.accept(getSelectedRow());
            }
        });
    }

    /** @param selected index of the line that is selected and in sight, -1 for none */
    void show(List<CounterAnswers.Line> now, int selected) {
        showing = true;
        lines.show(now);
        if (selected < 0) {
            clearSelection();
        } else {
            setRowSelectionInterval(selected, selected);
            Rectangle cell = getCellRect(selected, 0, true);
            scrollRectToVisible(cell);
        }
        showing = false;
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
                    fit(i, i + 1);
                }
            }
            if (now.size() > common) {
                fireTableRowsInserted(common, now.size() - 1);
                fit(common, now.size());
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
                case 0 -> line;
                case 1 -> line.qty().toString();
                case 2 -> line.price().toString();
                default -> line.total().toString();
            };
        }
    }
}
