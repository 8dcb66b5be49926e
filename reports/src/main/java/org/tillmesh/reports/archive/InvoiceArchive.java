package org.tillmesh.reports.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.reports.export.NewFile;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.InvoiceXml;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.store.View;

/**
 * Writes a zip: {@code VATNUMBER_yyyyMMddTHHmmss_NUMBER.xml} for each invoice, as the till signed it or the authority cleared
 * it, and {@code index.csv}, which names each with its hashes. The same records make the same bytes.
 */
public final class InvoiceArchive {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    /** Reads with one consistent view; brings archived records if need be. */
    public interface Reader {
        <T> T read(Function<Books, List<DocRef>> needed, Function<Books, T> look);
    }

    /** What an archive holds. @param hash SHA-256 of its index, in hex */
    public record Written(int invoices, String hash) {}

    private record Item(Branch branch, String uuid, Instant at, String receipt) {}

    private record Entry(InvoiceRecord invoice, byte[] xml, String state) {}

    private final Reader reader;

    private InvoiceArchive(Reader reader) {
        this.reader = reader;
    }

    /** Into a new file. @throws ReportException if there is one of that name, or none can be written */
    public static Written save(Reader reader, Period period, Path file) {
        var written = new Written[1];
        NewFile.write(file, out -> written[0] = new InvoiceArchive(reader).write(period, out));
        return written[0];
    }

    private Written write(Period period, OutputStream out) throws IOException {
        List<Item> items = reader.read(books -> List.of(), books -> items(books, period));
        String vatNumber = reader.read(books -> List.of(), books -> vatNumber(books.view()));
        var index = new ByteArrayOutputStream();
        index.writeBytes(
                line("file", "number", "uuid", "counter", "issued", "kind", "state", "sha256", "hash", "previous"));
        var names = new TreeSet<String>();
        int written = 0;
        // Not closed: the caller's stream is the caller's.
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Item item : items) {
            List<DocRef> wanted = List.of(DocType.INVOICE.ref(item.uuid));
            Optional<Entry> found = reader.read(books -> wanted, books -> entry(books, item));
            if (found.isEmpty()) {
                continue;
            }
            InvoiceRecord invoice = found.get().invoice;
            ZoneId zone = item.branch.zone();
            String number = invoice.receipt().replaceAll("[^A-Za-z0-9.-]", "-");
            String name = vatNumber + "_" + TIME.format(invoice.at().atZone(zone)) + "_" + number;
            String file = (names.add(name) ? name : name + "_" + invoice.uuid()) + ".xml";
            put(zip, file, found.get().xml, invoice.at(), zone);
            index.writeBytes(line(
                    file,
                    invoice.receipt(),
                    invoice.uuid(),
                    Long.toString(invoice.icv()),
                    invoice.at().toString(),
                    invoice.standard() ? "standard" : "simplified",
                    found.get().state,
                    sha256(found.get().xml),
                    invoice.hash(),
                    invoice.pih()));
            written++;
        }
        put(
                zip,
                "index.csv",
                index.toByteArray(),
                Instant.EPOCH.plusSeconds(315_532_800),
                ZoneId.of("UTC")); // 1980, a zip's first year
        zip.finish();
        return new Written(written, sha256(index.toByteArray()));
    }

    private static String vatNumber(View view) {
        return view.state(Scope.COMPANY, DocType.COMPANY.ref(Company.ID))
                .flatMap(state -> Read.state(state, Company::of))
                .map(Company::vatNumber)
                .orElse("");
    }

    /** The invoice of each document of the period, and those that were issued anew in place of it; by time and number. */
    private static List<Item> items(Books books, Period period) {
        var items = new ArrayList<Item>();
        for (Branch branch : books.branches()) {
            Period.Span span = period.in(branch.zone(), books.now());
            for (Sold sold : books.retail().sales().between(branch.scope(), span.from(), span.to())) {
                items.add(new Item(
                        branch, sold.uuid().value(), sold.at(), sold.receipt().toString()));
                books.retail()
                        .invoices()
                        .standing(branch.scope(), sold.uuid())
                        .map(InvoiceChain.Link::uuid)
                        .filter(uuid -> !uuid.equals(sold.uuid().value()))
                        .ifPresent(uuid -> items.add(
                                new Item(branch, uuid, sold.at(), sold.receipt().toString())));
            }
        }
        return items;
    }

    private static Optional<Entry> entry(Books books, Item item) {
        InvoiceChain chain = books.retail().invoices();
        return chain.invoice(item.branch.scope(), item.uuid).map(invoice -> {
            Optional<Reporting> answer = chain.answer(item.branch.scope(), item.uuid);
            byte[] xml = answer.map(Reporting::cleared)
                    .map(cleared -> cleared.xml().unpack())
                    .orElseGet(() -> new InvoiceXml(invoice.xml(), invoice.dictionary()).unpack());
            return new Entry(
                    invoice, xml, answer.map(said -> said.state().name()).orElse("UNREPORTED"));
        });
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes, Instant at, ZoneId zone)
            throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(at.atZone(zone).toLocalDateTime());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] line(String... cells) {
        return (String.join(",", cells) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
