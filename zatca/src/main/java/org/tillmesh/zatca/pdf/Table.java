package org.tillmesh.zatca.pdf;

import java.util.ArrayList;
import java.util.List;
import org.tillmesh.zatca.page.FontFace;
import org.tillmesh.zatca.page.PageContent;
import org.tillmesh.zatca.page.ShapedLine;

/** A table over the page's width: headings in both languages, cells that wrap. */
final class Table {
    private static final double SIZE = 7.5;
    private static final double LEADING = 10;
    private static final double PAD = 3;

    private record Column(Label heading, double share, boolean words) {}

    private final FontFace regular;
    private final FontFace bold;
    private final List<Column> columns;

    private Table(FontFace regular, FontFace bold, List<Column> columns) {
        this.regular = regular;
        this.bold = bold;
        this.columns = columns;
    }

    static Table lines(FontFace regular, FontFace bold) {
        return new Table(
                regular,
                bold,
                List.of(
                        new Column(new Label("#", ""), 0.04, false),
                        new Column(Label.ITEM, 0.27, true),
                        new Column(Label.QUANTITY, 0.10, false),
                        new Column(Label.PRICE, 0.12, false),
                        new Column(Label.ADJUSTED, 0.11, false),
                        new Column(Label.NET, 0.10, false),
                        new Column(Label.RATE, 0.07, false),
                        new Column(Label.VAT, 0.09, false),
                        new Column(Label.GROSS, 0.10, false)));
    }

    static Table breakdown(FontFace regular, FontFace bold) {
        return new Table(
                regular,
                bold,
                List.of(
                        new Column(Label.CATEGORY, 0.13, false),
                        new Column(Label.RATE, 0.12, false),
                        new Column(Label.REASON, 0.45, true),
                        new Column(Label.NET, 0.15, false),
                        new Column(Label.VAT, 0.15, false)));
    }

    Cells head() {
        var cells = new ArrayList<List<ShapedLine>>();
        for (Column column : columns) {
            var both = new ArrayList<>(bold.wrap(column.heading().arabic(), SIZE, inner(column)));
            both.addAll(bold.wrap(column.heading().english(), SIZE, inner(column)));
            cells.add(both);
        }
        return new Cells(cells);
    }

    Cells cells(String... texts) {
        var cells = new ArrayList<List<ShapedLine>>();
        for (int i = 0; i < texts.length; i++) {
            cells.add(regular.wrap(texts[i], SIZE, inner(columns.get(i))));
        }
        return new Cells(cells);
    }

    private static double inner(Column column) {
        return column.share() * InvoiceLayout.WIDTH - 2 * PAD;
    }

    /** One row, ready to be drawn. */
    final class Cells {
        private final List<List<ShapedLine>> cells;

        private Cells(List<List<ShapedLine>> cells) {
            this.cells = cells;
        }

        double height() {
            return cells.stream().mapToInt(List::size).max().orElse(1) * LEADING + 2 * PAD;
        }

        /** @return where the next row begins */
        double draw(PageContent page, double top) {
            double x = InvoiceLayout.LEFT;
            for (int i = 0; i < cells.size(); i++) {
                double width = columns.get(i).share() * InvoiceLayout.WIDTH;
                double y = top - PAD;
                for (ShapedLine line : cells.get(i)) {
                    y -= LEADING;
                    double free = width - PAD - line.widthAt(SIZE);
                    page.text(line, SIZE, columns.get(i).words() ? x + PAD : x + free, y + 2.5);
                }
                x += width;
            }
            double bottom = top - height();
            page.rule(InvoiceLayout.LEFT, bottom, InvoiceLayout.WIDTH);
            return bottom;
        }
    }
}
