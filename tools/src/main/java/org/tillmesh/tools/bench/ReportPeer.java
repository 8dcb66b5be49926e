package org.tillmesh.tools.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;

/** The same sales as tables of SQL, with covering indexes for what is asked of them. */
final class ReportPeer implements AutoCloseable {
    private static final String[] INDEXES = {
        "CREATE INDEX by_product ON lines (product, sold, qty, gross, vat, discount)",
        "CREATE INDEX by_category ON lines (category, gross, vat)",
        "CREATE INDEX by_tax ON lines (tax, gross, vat)",
        "CREATE INDEX by_till ON lines (till, product, qty, gross, vat)",
        "CREATE INDEX docs_by_day ON docs (sold, gross, vat)",
        "CREATE INDEX docs_by_cashier ON docs (cashier, gross, vat)",
        "CREATE INDEX docs_by_tender ON docs (tender, gross)"
    };

    private final String name;
    private final Connection sql;

    ReportPeer(String name, String url) throws SQLException {
        this.name = name;
        this.sql = DriverManager.getConnection(url);
        try (Statement statement = sql.createStatement()) {
            statement.execute("CREATE TABLE docs (sold VARCHAR(10), cashier VARCHAR(20), tender VARCHAR(20),"
                    + " gross BIGINT, vat BIGINT)");
            statement.execute("CREATE TABLE lines (sold VARCHAR(10), till VARCHAR(12), product VARCHAR(40),"
                    + " category VARCHAR(40), tax VARCHAR(4), qty BIGINT, gross BIGINT, vat BIGINT, discount BIGINT)");
        }
        sql.setAutoCommit(false);
    }

    String name() {
        return name;
    }

    void insert(List<IssuedDocument> documents, ZoneId zone) throws SQLException {
        try (PreparedStatement head = sql.prepareStatement("INSERT INTO docs VALUES (?,?,?,?,?)");
                PreparedStatement line = sql.prepareStatement("INSERT INTO lines VALUES (?,?,?,?,?,?,?,?,?)")) {
            for (IssuedDocument document : documents) {
                String day = document.at().atZone(zone).toLocalDate().toString();
                add(
                        head,
                        day,
                        document.cashier().value(),
                        document.tenders().get(0).kind().code(),
                        document.total().minor(),
                        document.vat().minor());
                for (IssuedLine each : document.lines()) {
                    add(
                            line,
                            day,
                            document.till().toString(),
                            each.productId().value(),
                            each.category(),
                            each.tax().code(),
                            each.qty().thousandths(),
                            each.total().minor(),
                            each.vat().minor(),
                            each.discount().minor());
                }
            }
            head.executeBatch();
            line.executeBatch();
        }
        sql.commit();
    }

    private static void add(PreparedStatement into, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            into.setObject(i + 1, values[i]);
        }
        into.addBatch();
    }

    void index() throws SQLException {
        try (Statement statement = sql.createStatement()) {
            for (String index : INDEXES) {
                statement.execute(index);
            }
            statement.execute("ANALYZE");
        }
        sql.commit();
    }

    /** How many rows a question is answered with, all of them read. */
    int rows(String question) throws SQLException {
        int rows = 0;
        try (Statement statement = sql.createStatement();
                ResultSet found = statement.executeQuery(question)) {
            while (found.next()) {
                rows++;
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        sql.close();
    }
}
