package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.audit.OfficeEvent;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartItem;
import org.tillmesh.retail.cart.InvoiceTraits;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.CountSheet;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/** DOCUMENTS.md says of every type where it lives, how it changes, who writes it, and of every index whose it is. */
class DocumentsPageTest {
    private static final Path PAGE = Path.of("../crdt-store/DOCUMENTS.md");

    @Test
    void every_type_has_a_row_with_its_scope_and_kind() throws IOException {
        var written = new TreeMap<String, String>();
        typeRows().forEach(cells -> Arrays.stream(cells[1].split(","))
                .forEach(name -> written.put(name.strip(), cells[2] + " " + cells[3])));

        var expected = new TreeMap<String, String>();
        for (DocType type : DocType.values()) {
            expected.put(type.typeName(), type.home().name().charAt(0) + " " + type.kind());
        }
        assertThat(written).isEqualTo(expected);
    }

    @Test
    void every_row_says_who_may_write_its_types() throws IOException {
        for (String[] cells : typeRows()) {
            for (String name : cells[1].split(",")) {
                DocType type = DocType.named(name.strip()).orElseThrow();
                assertThat(cells[6]).as(name).matches(writers(type));
            }
        }
    }

    @Test
    void fields_that_name_or_limit_a_writer_stand_in_their_row() throws IOException {
        for (String[] cells : typeRows()) {
            AuthorityTable.Rule rule = AuthorityTable.rule(
                    DocType.named(cells[1].split(",")[0].strip()).orElseThrow());
            if (rule instanceof AuthorityTable.Rule.RelayAndTillFields limited) {
                assertThat(cells[5]).contains(limited.fields());
            } else if (rule instanceof AuthorityTable.Rule.ActorFields acted) {
                assertThat(cells[5]).contains(acted.fieldToActor().keySet());
                assertThat(cells[6]).contains(acted.fieldToActor().values());
            }
        }
    }

    @Test
    void every_index_has_a_row_that_says_whether_it_is_folded() throws IOException {
        var written = new TreeMap<String, Boolean>();
        for (String[] cells : rows("## Indexes")) {
            written.put(cells[1], !cells[4].isEmpty());
        }

        var expected = new TreeMap<String, Boolean>();
        for (String index : indexes()) {
            expected.put(index, RetailSchema.SHOP.isFolded(index));
        }
        assertThat(written).isEqualTo(expected);
    }

    @Test
    void every_index_leads_to_the_types_that_have_rows_in_it() throws IOException {
        var written = new TreeMap<String, Set<String>>();
        for (String[] cells : rows("## Indexes")) {
            written.put(cells[1], types(cells[3]));
        }

        var made = new TreeMap<String, Set<String>>();
        samples()
                .forEach(document -> RetailSchema.SHOP.index(
                        document, (index, key, value) -> made.computeIfAbsent(index, i -> new TreeSet<>())
                                .add(document.ref().type())));
        assertThat(written).isEqualTo(made);
    }

    /** One document, or more, of every type that has rows. */
    private static List<Document> samples() {
        Cart cart = Sample.cart()
                .add(Sample.MILK, Sample.qty("2"), "B1", LocalDate.of(2099, 1, 31))
                .add(CartItem.of(Sample.MILK, Quantity.ONE).numbered("A1"));
        IssuedDocument sale = IssuedDocument.sale(
                Sample.heading("sale", Sample.T01, 1, Sample.NOON),
                cart.withCustomer(new CustomerId("c")).withTender(new Tender(TenderKind.ACCOUNT, cart.total(), null)));
        IssuedDocument credit = Returns.of(
                Sample.heading("return", Sample.T01, 2, Sample.NOON),
                sale,
                List.of(),
                List.of(new Returns.Wanted(1, Quantity.ONE), new Returns.Wanted(2, Quantity.ONE)),
                "changed mind",
                TenderKind.ACCOUNT,
                true);
        Customer customer = Customer.fresh(
                new CustomerId("c"),
                "Sara",
                null,
                List.of("0512345678"),
                List.of(),
                null,
                new Customer.CreatedBy(Sample.T01, "key"));
        var payment = new Payment(
                "p",
                Sample.T01,
                new ShiftId("shift"),
                new UserId("u"),
                new CustomerId("c"),
                List.of(Tender.cash(Sample.money("5.00"))),
                Sample.money("5.00"),
                Sample.NOON,
                null,
                "k4");
        var records = List.of(
                sale,
                credit,
                Movement.of(sale).get(0),
                Movement.received(
                                "m",
                                Sample.T01,
                                new ProductId("milk"),
                                null,
                                null,
                                Sample.qty("5"),
                                Sample.NOON,
                                Sample.money("3.00"),
                                new UserId("u"),
                                "k1")
                        .of("order"),
                new Count(
                        "n",
                        Sample.T01,
                        new ProductId("milk"),
                        null,
                        null,
                        Sample.qty("5"),
                        Sample.NOON,
                        new UserId("u"),
                        "k2"),
                new CashMovement(
                        "in",
                        Sample.T01,
                        new ShiftId("shift"),
                        new UserId("u"),
                        CashMovement.Kind.IN,
                        Sample.money("5.00"),
                        "why",
                        Sample.NOON,
                        null,
                        "k3"),
                payment,
                new AuditEvent("at", Sample.T01, "u", null, AuditEvent.CLOCK_IN, "u", Sample.NOON),
                invoice("sale", false, null),
                invoice("anew", true, "sale"));
        var documents = new ArrayList<Document>();
        records.forEach(record -> documents.add(Sample.record(record, 0)));
        var grant = new BoundedCounter.Grant("e", Origin.of(1, 2), 5_000);
        var escrow = new EscrowRecord(
                EscrowAccount.points(new CustomerId("c")), grant, new DocumentId("sale"), Sample.T01, Sample.NOON);
        documents.add(new Document.Record(
                Scope.COMPANY, escrow.ref(), escrow.toValue(), new Dot(Origin.of(1, 2), 1, 0, 0), Hlc.of(1, 0), 0));
        var office = new OfficeEvent(new AuditEvent("office", null, "api", null, "users-put", "huda", Sample.NOON));
        documents.add(new Document.Record(
                Scope.LOCAL, office.ref(), office.toValue(), new Dot(Origin.of(1, 2), 1, 0, 0), Hlc.of(1, 0), 0));
        documents.add(new Document.Record(
                Scope.COMPANY,
                payment.accountEntry().ref(),
                payment.accountEntry().toValue(),
                new Dot(Origin.of(1, 2), 2, 0, 0),
                Hlc.of(2, 0),
                0));
        documents.add(DocumentsTest.stateOf(Sample.MILK));
        documents.add(DocumentsTest.stateOf(customer));
        documents.add(twiceNamed(customer));
        Stream.of(
                        ParkedCart.parked(cart, Sample.T01, "coat", new UserId("noura"), Sample.NOON),
                        new Reporting("sale", Reporting.State.REJECTED, "BR-KSA-04", Sample.NOON))
                .map(DocumentsTest::stateOf)
                .forEach(state -> documents.add(new Document.State(Sample.S001, state.ref(), state.dots())));
        documents.add(sheet());
        return documents;
    }

    /** One that is posted, with an entry. */
    private static Document.State sheet() {
        var user = new UserId("u");
        var opened = new CountSheet.Opened(Sample.T01, user, "shelf", "", false, Sample.NOON, "k4");
        var entry = new CountSheet.Entry(
                "e", Sample.T01, user, new ProductId("milk"), null, null, Quantity.ONE, Sample.NOON, null);
        DotStore dots = DotStore.EMPTY;
        int index = 0;
        for (Map.Entry<List<String>, Value> put : Map.of(
                        List.of("opened"), opened.toValue(),
                        List.of("entries", "e"), entry.toValue(),
                        List.of("posted"), new CountSheet.Posted(Sample.T01, user, Sample.NOON).toValue())
                .entrySet()) {
            var delta = new Delta.Put(CountSheet.ref("s"), put.getKey(), put.getValue(), List.of());
            dots = dots.apply(delta, new Dot(Origin.of(1, 1), 1, index++, 0), Hlc.of(1, 0), dot -> true);
        }
        return new Document.State(Sample.S001, CountSheet.ref("s"), dots);
    }

    private static InvoiceRecord invoice(String uuid, boolean standard, @Nullable String replaces) {
        return new InvoiceRecord(
                uuid,
                Sample.T01,
                "S001-T01-" + uuid,
                1,
                "p",
                "h" + uuid,
                "s",
                "q",
                new byte[] {1},
                1,
                Sample.NOON,
                standard,
                null,
                replaces == null ? null : new DocumentId(replaces),
                "",
                InvoiceTraits.PLAIN);
    }

    /** Two tills that are apart give one customer two names. */
    private static Document.State twiceNamed(Customer customer) {
        DotStore dots = DocumentsTest.stateOf(customer).dots();
        for (int till = 2; till <= 3; till++) {
            var put = new Delta.Put(customer.ref(), List.of("name"), Value.of("Sara " + till), List.of());
            dots = dots.apply(put, new Dot(Origin.of(till, 1), 1, 0, 0), Hlc.of(till, 0), dot -> true);
        }
        return new Document.State(Scope.COMPANY, customer.ref(), dots);
    }

    private static Set<String> types(String cell) {
        return Stream.of(cell.replaceAll("\\([^)]*\\)|that replaces one", "").split(","))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How the last cell of a type's row begins, or is. */
    private static String writers(DocType type) {
        AuthorityTable.Rule rule = AuthorityTable.rule(type);
        if (rule instanceof AuthorityTable.Rule.RelayOnly) {
            return "R";
        }
        if (rule instanceof AuthorityTable.Rule.RelayAndTillFields) {
            return "R, T( \\(not .*\\))?";
        }
        if (rule instanceof AuthorityTable.Rule.Actor actor) {
            return actor.relayToo() ? "T \\(own\\), R" : "T \\(own\\)";
        }
        if (rule instanceof AuthorityTable.Rule.Shared) {
            return "T \\(each `till` is its own id\\), R";
        }
        if (rule instanceof AuthorityTable.Rule.ActorFields) {
            return "T \\(.* its own id\\), R";
        }
        if (rule instanceof AuthorityTable.Rule.Rights) {
            return "R, T \\(own: .*GRANT.*MOVE.*SPEND.*\\)";
        }
        if (rule instanceof AuthorityTable.Rule.Own) {
            return "the (till|relay) itself";
        }
        throw new AssertionError("No words for " + rule);
    }

    private static List<String> indexes() {
        return Stream.of(Index.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(DocumentsPageTest::text)
                .filter(index -> !index.equals(Index.SEP))
                .toList();
    }

    private static String text(java.lang.reflect.Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String[]> typeRows() throws IOException {
        List<String[]> rows = rows("## Types");
        assertThat(rows).isNotEmpty();
        return rows;
    }

    /** Cells of the table below a heading, each stripped; the first cell stands before the first bar. */
    private static List<String[]> rows(String heading) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Stream.of(line.split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toArray(String[]::new))
                .toList();
    }
}
