package org.tillmesh.tools.zatca;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tillmesh.tools.option.AnswerStream;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.Stamper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tillmesh zatca issue}: a signed document from a sale in JSON. */
@Command(
        name = "issue",
        mixinStandardHelpOptions = true,
        description = {
            "Issues a signed document from a sale in JSON: XML, QR, hash and PDF/A-3 with the XML in it.",
            "An array of sales becomes a chain: each names the hash of the one before it.",
            "Without --key it signs with a development certificate that no authority knows; ca.pem is its issuer."
        })
final class IssueCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Option(names = "--kind", paramLabel = "KIND", description = "What to issue; --print-example lists all kinds.")
    @Nullable String kind;

    @Option(names = "--in", paramLabel = "FILE", description = "The sale, or an array of sales.")
    @Nullable Path in;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to; made if it is not there.")
    @Nullable Path out;

    @Option(names = "--key", paramLabel = "FILE", description = "A till's key and certificate (PKCS#12).")
    @Nullable Path key;

    @Option(names = "--password-file", paramLabel = "FILE", description = "The file that holds the key's password.")
    @Nullable Path passwordFile;

    @Option(
            names = "--cleared",
            description = "The PDF of a standard document says that it was cleared; without it, that it is waiting.")
    boolean cleared;

    @Option(names = "--no-pdf", description = "Leaves the PDF out.")
    boolean noPdf;

    @Option(
            names = "--print-example",
            description = "Prints a complete input of --kind, or of every kind, and issues nothing.")
    boolean example;

    private final PrintStream answers = AnswerStream.open();
    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() {
        try {
            return example ? printExample() : issue();
        } catch (IllegalArgumentException e) {
            System.err.println((in == null || example ? "" : in + ": ") + e.getMessage());
        } catch (NoSuchFileException e) {
            System.err.println("There is no file " + e.getFile() + "; check the name");
        } catch (FileAlreadyExistsException e) {
            System.err.println(e.getFile()
                    + " is there already, and an issued document is never written over; choose another --out");
        } catch (IOException e) {
            System.err.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return 1;
    }

    private int printExample() throws JsonProcessingException {
        var writer = JSON.writerWithDefaultPrettyPrinter();
        if (kind != null) {
            answers.println(writer.writeValueAsString(SaleExamples.of(IssueKind.of(kind))));
            return 0;
        }
        ObjectNode all = JSON.createObjectNode();
        for (IssueKind one : IssueKind.values()) {
            all.set(one.word(), SaleExamples.of(one));
        }
        answers.println(writer.writeValueAsString(all));
        return 0;
    }

    private int issue() throws IOException {
        if (kind == null || in == null || out == null) {
            throw new IllegalArgumentException(
                    "zatca issue needs --kind, --in and --out; --print-example shows inputs");
        }
        if ((key == null) != (passwordFile == null)) {
            throw new IllegalArgumentException("--key and --password-file go together; give both or neither");
        }
        var reader = new SaleReader(IssueKind.of(kind), clock);
        List<Invoice> invoices = new ArrayList<>();
        SigningKey signer = key == null || passwordFile == null ? null : IssueKey.load(key, passwordFile);
        // All are read and signed before any is written: a run makes all of its documents or none.
        List<SignedInvoice> signed = new ArrayList<>();
        List<JsonNode> sales = sales(in);
        for (int i = 0; i < sales.size(); i++) {
            SignedInvoice before = i == 0 ? null : signed.get(i - 1);
            try {
                Invoice invoice = reader.read(
                        sales.get(i),
                        before == null ? 0 : before.icv(),
                        before == null ? InvoiceHash.FIRST_PREVIOUS : before.hash());
                invoices.add(invoice);
                signed.add(Stamper.stamp(invoice, signer == null ? IssueKey.demo(invoice) : signer));
            } catch (IllegalArgumentException e) {
                throw sales.size() == 1
                        ? e
                        : new IllegalArgumentException("sale " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        var folder = new IssueFolder(out, cleared, !noPdf);
        folder.refuseExisting(invoices);
        ArrayNode written = JSON.createArrayNode();
        for (int i = 0; i < signed.size(); i++) {
            written.add(folder.write(invoices.get(i), signed.get(i)));
        }
        if (signer == null) {
            Path ca = out.resolve("ca.pem");
            Files.writeString(
                    ca, IssueKey.authorityPem(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            System.err.println(
                    "Signed with a development certificate, worth nothing to an authority; " + ca + " issued it");
        }
        answers.println((sales.size() == 1 ? written.get(0) : written).toPrettyString());
        return 0;
    }

    private static List<JsonNode> sales(Path file) throws IOException {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            var sales = new ArrayList<JsonNode>();
            if (json.isArray()) {
                json.forEach(sales::add);
            } else {
                sales.add(json);
            }
            if (sales.isEmpty()) {
                throw new IllegalArgumentException("The array holds no sale; write at least one");
            }
            return sales;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "This is no JSON: " + e.getOriginalMessage() + " at line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        }
    }
}
