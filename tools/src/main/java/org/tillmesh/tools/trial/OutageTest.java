package org.tillmesh.tools.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.tillmesh.retail.demo.DemoBarcodes;

/**
 * Tills that sell, a relay that reports and a tax authority that fails, each a process of its own: faults come and go, the
 * relay and the authority are killed with -9 at any moment. In the end the authority must have taken every document exactly
 * once, each till's in the order of its chain, and every till must know that it did.
 */
public final class OutageTest {
    private static final List<String> FAULTS = List.of(
            "",
            "down",
            "429=40%",
            "500=40%,slow=200",
            "lost=40%",
            "303=50%",
            "garbled=50%",
            "409:2",
            "401=60%",
            "503=70%,429=20%");
    private static final List<List<String>> CARTS = List.of(
            List.of(DemoBarcodes.PLAIN),
            List.of(DemoBarcodes.PLAIN, DemoBarcodes.WEIGHED),
            List.of(DemoBarcodes.ZERO_RATED),
            List.of(DemoBarcodes.PLAIN, DemoBarcodes.ZERO_RATED, DemoBarcodes.WEIGHED));
    private static final int SETTLE_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path dir;
    private final Random random;
    private final PrintStream out;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final List<ChildTill> tills = new ArrayList<>();
    private final TreeMap<String, String> issued = new TreeMap<>();
    private ChildProgram authority;
    private int authorityPort;
    private ChildRelay relay;
    private String customer = "";

    public OutageTest(Path dir, long seed, PrintStream out) throws IOException {
        this.dir = dir;
        this.random = new Random(seed);
        this.out = out;
        authority = authority();
        relay = relay(0, 0);
    }

    private ChildProgram authority() throws IOException {
        var child = new ChildProgram(
                "authority",
                dir.resolve("authority.log"),
                List.of(
                        "zatca",
                        "sandbox",
                        "--port",
                        String.valueOf(authorityPort),
                        "--data",
                        dir.resolve("authority").toString()));
        authorityPort = child.next(60).path("port").asInt();
        return child;
    }

    private ChildRelay relay(int port, int httpPort) throws IOException {
        return ChildRelay.demoReporting(
                dir.resolve("relay"), dir.resolve("relay.log"), port, httpPort, "http://127.0.0.1:" + authorityPort);
    }

    /** @return what went wrong, in words; empty if nothing */
    public List<String> run(int seconds, int howMany) throws IOException, InterruptedException {
        try {
            open(howMany);
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            for (int round = 1; System.nanoTime() < end; round++) {
                for (ChildTill till : tills) {
                    sell(till);
                }
                if (round % 3 == 0) {
                    trouble();
                }
            }
            faults("");
            relay.post("/api/v1/zatca/retry", "text/plain", new byte[0]);
            return verdict(settled());
        } finally {
            tills.forEach(ChildTill::close);
            relay.close();
            authority.close();
        }
    }

    private void open(int howMany) throws IOException {
        for (int i = 1; i <= howMany; i++) {
            String name = String.format(Locale.ROOT, "T%02d", i);
            ChildTill till = ChildTill.start(
                    name,
                    dir.resolve(name),
                    dir.resolve(name + ".log"),
                    "--demo",
                    "--till",
                    name,
                    "--relay",
                    "127.0.0.1:" + relay.port());
            tills.add(till);
            till.ask("login", "pin", "1111", "user", "cashier");
            till.ask("shift-open", "float", "100.00");
        }
        customer = tills.get(0)
                .ask(
                        "customer",
                        "new",
                        Map.of(
                                "name",
                                "شركة الرمال (invented)",
                                "vatNumber",
                                "399999999700003",
                                "address",
                                "1234 Dune Road, Al Olaya, Riyadh 12211"))
                .path("customer")
                .path("id")
                .asText();
    }

    private void sell(ChildTill till) {
        for (String code : CARTS.get(random.nextInt(CARTS.size()))) {
            till.ask("scan", "code", code);
        }
        if (till == tills.get(0) && random.nextInt(3) == 0) {
            till.ask("customer", "id", customer, "attach", true);
        }
        till.ask(
                "tender",
                "kind",
                "cash",
                "amount",
                till.ask("cart").path("cart").path("due").asText());
        JsonNode receipt = till.ask("complete");
        issued.put(receipt.path("uuid").asText(), receipt.path("receipt").asText());
        if (random.nextInt(8) == 0) {
            JsonNode credit = till.ask(
                    "return",
                    "receipt",
                    receipt.path("receipt").asText(),
                    "lines",
                    List.of(Map.of("line", 1, "qty", "1"))); // the first line is always of pieces
            issued.put(credit.path("uuid").asText(), credit.path("receipt").asText());
        }
    }

    private void trouble() throws IOException, InterruptedException {
        switch (random.nextInt(4)) {
            case 0 -> {
                out.println("relay killed after " + issued.size() + " documents");
                int port = relay.port();
                int httpPort = relay.httpPort();
                relay.kill();
                relay = relay(port, httpPort);
            }
            case 1 -> {
                out.println("authority killed after " + issued.size() + " documents");
                authority.kill();
                Thread.sleep(random.nextInt(2_000));
                authority = authority();
            }
            default -> faults(FAULTS.get(random.nextInt(FAULTS.size())));
        }
    }

    private void faults(String spec) throws IOException, InterruptedException {
        out.println("faults: " + (spec.isEmpty() ? "none" : spec));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + authorityPort + "/sandbox/faults"))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(spec))
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private boolean settled() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(SETTLE_SECONDS).toNanos();
        while (System.nanoTime() < end) {
            if (tills.stream()
                    .allMatch(t ->
                            t.ask("status").path("zatca").path("unreported").asLong() == 0)) {
                return true;
            }
            Thread.sleep(500);
        }
        return false;
    }

    private List<String> verdict(boolean settled) throws IOException, InterruptedException {
        var problems = new ArrayList<String>();
        if (!settled) {
            problems.add("Not all is reported after " + SETTLE_SECONDS + " s of peace: "
                    + relay.get("/api/v1/zatca").path("tills"));
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + authorityPort + "/sandbox/documents"))
                .timeout(Duration.ofSeconds(20))
                .build();
        JsonNode taken = JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        var times = new TreeMap<String, Integer>();
        for (JsonNode one : taken) {
            times.merge(one.path("uuid").asText(), 1, Integer::sum);
            if (one.path("outOfOrder").asBoolean()) {
                problems.add(one.path("number").asText() + " came out of order");
            }
            if (one.path("status").asInt() >= 300) {
                problems.add(one.path("number").asText() + " was refused: " + one);
            }
        }
        issued.forEach((uuid, receipt) -> {
            int count = times.getOrDefault(uuid, 0);
            if (count != 1) {
                problems.add(receipt + " was taken " + count + " times");
            }
        });
        out.println(issued.size() + " documents issued, " + taken.size() + " taken");
        return problems;
    }
}
