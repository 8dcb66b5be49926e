package org.tillmesh.tools.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API on loopback: the endpoints below any path ({@code …/compliance}, {@code …/invoices/reporting/single} and so on),
 * and its own control below {@code /sandbox}. What it gave and took lies in its folder and survives a kill.
 */
public final class ZatcaSandbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZatcaSandbox.class);
    private static final int BODY_BYTES_MAX = 32 << 20;
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        var made = new Thread(task, "zatca-sandbox");
        made.setDaemon(true);
        return made;
    });
    private final Book book;
    private final Faults faults;
    private final CsidEndpoints csids;
    private final DocumentEndpoints documents;
    private final TestAuthority authority;

    /** @param port 0 for any free one; @param faults as {@link Faults#set} reads them, empty for none */
    public record Options(Path folder, int port, String faults) {}

    private ZatcaSandbox(Options options, Clock clock, DoubleSupplier chance) throws IOException {
        Files.createDirectories(options.folder());
        faults = new Faults(chance);
        faults.set(options.faults());
        authority = TestAuthority.of(options.folder(), clock);
        book = Book.open(options.folder());
        var checks = new DocumentCheck(authority, clock);
        csids = new CsidEndpoints(authority, book);
        documents = new DocumentEndpoints(authority, book, faults, checks, csids, clock);
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), options.port()), 64);
        } catch (IOException e) {
            book.close();
            throw new IOException(
                    "Port " + options.port() + " can't be opened: " + e.getMessage() + "; name another one with --port",
                    e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static ZatcaSandbox start(Options options) throws IOException {
        return new ZatcaSandbox(options, Clock.systemUTC(), new SecureRandom()::nextDouble);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What a relay is told: {@code relay --zatca URL}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Changes what goes wrong. */
    public void faults(String spec) {
        faults.set(spec);
    }

    /** What was given and taken, counted. */
    public String summary() {
        return book.summary(faults.spec()).toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (RuntimeException e) {
                LOG.error(
                        "{} {} failed",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        e);
                answer = Answer.error(500, "Internal", "The sandbox failed: " + e);
            }
            if (!answer.isDropped()) {
                send(exchange, answer);
            }
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        Request request = Request.of(exchange, body);
        if (request.path().startsWith("/sandbox")) {
            return control(request);
        }
        if (body.length > BODY_BYTES_MAX) {
            return Answer.error(413, "Too-Large", "The request has more than " + BODY_BYTES_MAX + " bytes");
        }
        Answer fault = struck();
        if (fault != null) {
            return fault;
        }
        if (!request.header("Accept-Version").equals("V2")) {
            return Answer.error(406, "Not-Acceptable", "Send the header Accept-Version: V2");
        }
        if (request.is("POST", "/compliance")) {
            return csids.compliance(request);
        }
        if (request.is("POST", "/compliance/invoices")) {
            return documents.compliance(request);
        }
        if (request.is("POST", "/production/csids")) {
            return csids.production(request);
        }
        if (request.is("PATCH", "/production/csids")) {
            return csids.renewal(request);
        }
        if (request.is("POST", "/invoices/reporting/single")) {
            return documents.reporting(request);
        }
        if (request.is("POST", "/invoices/clearance/single")) {
            return documents.clearance(request);
        }
        return Answer.error(404, "Not-Found", request.method() + " " + request.path() + " is no endpoint of this API");
    }

    /** A fault that is answered without looking at the request; null if none. */
    private @Nullable Answer struck() {
        int millis = faults.slowMillis();
        if (millis > 0 && faults.strikes(Faults.Kind.SLOW)) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Answer.DROPPED;
            }
        }
        for (Faults.Kind kind : new Faults.Kind[] {
            Faults.Kind.DOWN, Faults.Kind.GARBLED, Faults.Kind.BUSY, Faults.Kind.BROKEN, Faults.Kind.UNAVAILABLE
        }) {
            if (faults.strikes(kind)) {
                book.count(kind.word);
                return switch (kind) {
                    case DOWN -> Answer.DROPPED;
                    case GARBLED -> Answer.page(200, "<html><body>Welcome to the hotel's network</body></html>");
                    case BUSY ->
                        Answer.error(429, "Too-Many-Requests", "Slow down").with("Retry-After", "1");
                    default -> Answer.error(kind.status, "Internal", "On demand");
                };
            }
        }
        return null;
    }

    private Answer control(Request request) {
        switch (request.method() + " " + request.path()) {
            case "GET /sandbox":
                return Answer.json(200, book.summary(faults.spec()));
            case "GET /sandbox/documents":
                return Answer.json(200, Answer.tree(book.taken()));
            case "GET /sandbox/ca.pem":
                return Answer.page(200, Answer.pem(authority.certificateDer()));
            case "POST /sandbox/faults":
                try {
                    faults.set(request.text());
                    return Answer.json(200, book.summary(faults.spec()));
                } catch (IllegalArgumentException e) {
                    return Answer.error(400, "Bad-Faults", String.valueOf(e.getMessage()));
                }
            default:
                return Answer.error(
                        404,
                        "Not-Found",
                        "Control is GET /sandbox, GET /sandbox/documents, GET /sandbox/ca.pem, POST /sandbox/faults");
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        book.close();
    }
}
