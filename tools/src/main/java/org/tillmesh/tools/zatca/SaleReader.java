package org.tillmesh.tools.zatca;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tillmesh.zatca.model.AllowanceCharge;
import org.tillmesh.zatca.model.BillingReference;
import org.tillmesh.zatca.model.DocumentCurrency;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.model.InvoiceLine;
import org.tillmesh.zatca.model.LineAdjustment;
import org.tillmesh.zatca.model.PartyId;
import org.tillmesh.zatca.model.PaymentMeans;
import org.tillmesh.zatca.model.PostalAddress;
import org.tillmesh.zatca.model.Prepayment;
import org.tillmesh.zatca.model.Profile;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.model.TransactionFlag;
import org.tillmesh.zatca.model.VatSubtotal;

/** Reads a sale from JSON into a document of a kind. What it takes is what {@link SaleExamples} prints. */
final class SaleReader {
    private static final ZoneId KINGDOM = ZoneId.of("Asia/Riyadh");
    private static final Map<String, PaymentMeans> PAYMENT = new LinkedHashMap<>();
    private static final Map<String, TransactionFlag> FLAGS = new LinkedHashMap<>();

    static {
        PAYMENT.put("cash", PaymentMeans.CASH);
        PAYMENT.put("card", PaymentMeans.BANK_CARD);
        PAYMENT.put("bank", PaymentMeans.BANK_ACCOUNT);
        PAYMENT.put("credit", PaymentMeans.CREDIT);
        PAYMENT.put("other", PaymentMeans.OTHER);
        FLAGS.put("thirdParty", TransactionFlag.THIRD_PARTY);
        FLAGS.put("nominal", TransactionFlag.NOMINAL);
        FLAGS.put("export", TransactionFlag.EXPORT);
        FLAGS.put("summary", TransactionFlag.SUMMARY);
        FLAGS.put("selfBilled", TransactionFlag.SELF_BILLED);
    }

    private final IssueKind kind;
    private final Clock clock;

    SaleReader(IssueKind kind, Clock clock) {
        this.kind = kind;
        this.clock = clock;
    }

    /**
     * @param counter of the document before this one in the same run, 0 if it is the first
     * @param previousHash of the document before this one in the same run
     * @throws IllegalArgumentException naming field, value and mend
     */
    Invoice read(JsonNode json, long counter, String previousHash) {
        var sale = new SaleFields("", json);
        if (!sale.text("kind", kind.word(), "\"" + kind.word() + "\"").equals(kind.word())) {
            throw sale.wrong("kind", json.path("kind").asText(), List.of(kind.word() + " (as --kind says)"));
        }
        Invoice.Builder builder = kind.profile() == Profile.SIMPLIFIED
                ? Invoice.simplified(kind.document())
                : Invoice.standard(kind.document());
        header(sale, builder, counter, previousHash);
        builder.seller(party(sale.object("seller", "{\"name\": …, \"vatNumber\": …, \"id\": …, \"address\": …}")));
        sale.object("buyer").map(SaleReader::party).ifPresent(builder::buyer);
        totals(sale, builder);
        means(sale, builder);
        delivery(sale, builder);
        List<BillingReference> originals = sale.objects(
                "corrects",
                f -> new BillingReference(
                        f.text("number", "\"S001-T01-000123\""), f.lacks("issuedOn") ? null : f.date("issuedOn")));
        builder.corrects(originals, sale.text("reason", "", "\"Goods returned\""));
        builder.settles(sale.objects("prepayments", SaleReader::prepayment));
        sale.end();
        return sale.named(builder::build);
    }

    private void header(SaleFields sale, Invoice.Builder builder, long counter, String previousHash) {
        builder.number(sale.text("number", "\"S001-T01-000123\""));
        String uuid = sale.text("uuid", "", "\"8e6000cf-1a98-4174-b3e7-b5d5954bc10d\"");
        try {
            builder.uuid(uuid.isEmpty() ? UUID.randomUUID() : UUID.fromString(uuid));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("uuid is \"" + uuid + "\"; leave it out, or write a UUID", e);
        }
        var issuedAt = sale.time("issuedAt");
        LocalDate today = LocalDate.ofInstant(clock.instant(), KINGDOM);
        if (issuedAt.toLocalDate().isAfter(today)) {
            throw new IllegalArgumentException("issuedAt is " + issuedAt + ", in the future (BR-KSA-04: today is "
                    + today + " in the Kingdom); correct it");
        }
        builder.issuedAt(issuedAt);
        long icv = sale.integer("counter", counter + 1, "1");
        String hash = sale.text("previousHash", icv == counter + 1 ? previousHash : "", "\"…=\"");
        if (hash.isEmpty() && icv == 1) {
            hash = InvoiceHash.FIRST_PREVIOUS;
        }
        builder.chain(icv, hash);
        var flags = EnumSet.noneOf(TransactionFlag.class);
        flags.addAll(kind.flags());
        for (String flag : sale.texts("flags", "[\"thirdParty\"]")) {
            TransactionFlag known = FLAGS.get(flag);
            if (known == null) {
                throw sale.wrong("flags", flag, List.copyOf(FLAGS.keySet()));
            }
            flags.add(known);
        }
        flags.forEach(builder::flag);
        String currency = sale.text("currency", Invoice.CURRENCY, "\"USD\"");
        BigDecimal rate = sale.lacks("exchangeRate") && currency.equals(Invoice.CURRENCY)
                ? BigDecimal.ONE
                : sale.decimal("exchangeRate", "\"3.75\", riyals for one " + currency);
        builder.currency(sale.named(() -> new DocumentCurrency(currency, rate)));
    }

    private static TradeParty party(SaleFields fields) {
        TradeParty party = fields.named(() -> new TradeParty(
                fields.text("name", "\"متجر الواحة | Oasis Store\""),
                fields.lacks("vatNumber") ? null : fields.text("vatNumber", "\"310000000000003\""),
                fields.object("id").map(SaleReader::id).orElse(null),
                fields.object("address").map(SaleReader::address).orElse(null)));
        fields.end();
        return party;
    }

    private static PartyId id(SaleFields fields) {
        PartyId id = fields.named(
                () -> new PartyId(fields.text("scheme", "\"CRN\""), fields.text("value", "\"1010000001\"")));
        fields.end();
        return id;
    }

    private static PostalAddress address(SaleFields fields) {
        PostalAddress address = fields.named(() -> new PostalAddress(
                fields.text("street", "", "\"طريق النخيل\""),
                fields.text("building", "", "\"2322\""),
                fields.text("district", "", "\"المربع\""),
                fields.text("city", "", "\"الرياض\""),
                fields.text("postalCode", "", "\"12345\""),
                fields.text("country", "SA", "\"SA\""),
                fields.text("additional", "", "\"7890\"")));
        fields.end();
        return address;
    }

    private void totals(SaleFields sale, Invoice.Builder builder) {
        String otherwise = kind.isSimplified() ? "withVat" : "withoutVat";
        String prices = sale.text("prices", otherwise, "\"withVat\" or \"withoutVat\"");
        if (!Set.of("withVat", "withoutVat").contains(prices)) {
            throw sale.wrong("prices", prices, List.of("withVat", "withoutVat"));
        }
        var allowances = new ArrayList<AllowanceCharge>();
        allowances.addAll(sale.objects("allowances", f -> ofDocument(f, false)));
        allowances.addAll(sale.objects("charges", f -> ofDocument(f, true)));
        if (sale.lacks("lines")) {
            throw new IllegalArgumentException("lines is missing; write at least one line");
        }
        if (prices.equals("withVat")) {
            List<InclusiveLine> lines = sale.objects("lines", SaleReader::inclusive);
            builder.totals(sale.named(() -> InclusiveTotals.of(lines, allowances)));
        } else {
            builder.lines(sale.objects("lines", SaleReader::exclusive)).allowances(allowances);
        }
    }

    private static AllowanceCharge ofDocument(SaleFields fields, boolean charge) {
        return new AllowanceCharge(
                charge,
                fields.amount("amount"),
                SaleVat.read(fields),
                code(fields, charge),
                fields.text("reason", charge ? "\"Freight\"" : "\"Discount\""));
    }

    private static String code(SaleFields fields, boolean charge) {
        return fields.text("code", charge ? "ADR" : "95", charge ? "\"FC\" (UNTDID 7161)" : "\"95\" (UNTDID 5189)");
    }

    private static List<LineAdjustment> adjustments(SaleFields line) {
        var all = new ArrayList<LineAdjustment>();
        all.addAll(line.objects("allowances", f -> ofLine(f, false)));
        all.addAll(line.objects("charges", f -> ofLine(f, true)));
        return all;
    }

    private static LineAdjustment ofLine(SaleFields fields, boolean charge) {
        return new LineAdjustment(
                charge,
                fields.amount("amount"),
                code(fields, charge),
                fields.text("reason", charge ? "\"Packing\"" : "\"Happy hour\""));
    }

    private static InclusiveLine inclusive(SaleFields line) {
        String name = line.text("name", "\"حليب | Milk\"");
        BigDecimal quantity = line.decimal("quantity", "\"3\" or \"1.240\"");
        BigDecimal price = line.decimal("price", "\"6.50\", for one unit, with VAT");
        long listed = quantity.multiply(price)
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValueExact();
        return new InclusiveLine(
                name,
                quantity,
                line.text("unit", "PCE", "\"PCE\" or \"KGM\""),
                SaleVat.read(line),
                listed,
                0,
                "",
                adjustments(line));
    }

    private static InvoiceLine exclusive(SaleFields line) {
        return InvoiceLine.exclusive(
                line.text("name", "\"حليب | Milk\""),
                line.decimal("quantity", "\"3\" or \"1.240\""),
                line.text("unit", "PCE", "\"PCE\" or \"KGM\""),
                line.decimal("price", "\"6.50\", for one unit, without VAT"),
                SaleVat.read(line),
                adjustments(line));
    }

    private static void means(SaleFields sale, Invoice.Builder builder) {
        var means = new ArrayList<PaymentMeans>();
        for (String word : sale.texts("payment", "[\"cash\", \"card\"]")) {
            PaymentMeans known = PAYMENT.get(word);
            if (known == null) {
                throw sale.wrong("payment", word, List.copyOf(PAYMENT.keySet()));
            }
            means.add(known);
        }
        builder.paidBy(means);
    }

    private static void delivery(SaleFields sale, Invoice.Builder builder) {
        boolean until = !sale.lacks("deliveredUntil");
        if (!sale.lacks("deliveredOn")) {
            LocalDate first = sale.date("deliveredOn");
            if (until) {
                builder.delivered(first, sale.date("deliveredUntil"));
            } else {
                builder.deliveredOn(first);
            }
        } else if (until) {
            throw new IllegalArgumentException("deliveredUntil is given without deliveredOn; give the first day too");
        }
    }

    private static Prepayment prepayment(SaleFields fields) {
        return new Prepayment(
                fields.text("number", "\"S001-T01-000100\""),
                fields.time("issuedAt"),
                fields.objects(
                        "settled", f -> new VatSubtotal(SaleVat.read(f), f.amount("net"), f.amount("vatAmount"))));
    }
}
