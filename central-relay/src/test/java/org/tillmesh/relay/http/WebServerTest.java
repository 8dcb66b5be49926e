package org.tillmesh.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.replication.security.CompanyAuthority;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.store.StoreException;

/** A running server, and somebody who breaks every rule. */
@Timeout(120)
class WebServerTest {
    private static final String LENGTH_OF_A_CATALOGUE = "33554432";

    @TempDir
    Path dir;

    private final CountDownLatch importBegun = new CountDownLatch(1);
    private final CountDownLatch importMayEnd = new CountDownLatch(1);
    private SSLContext trust;
    private WebTls tls;
    private WebServer server;

    /** Its import takes until the test lets it end; "failing" addresses fail each in its way. */
    private final class Shop implements Site {
        @Override
        public Verdict judge(Asked head) {
            if (head.method().equals("POST") && head.authorization().isEmpty()) {
                return Verdict.refused(Reply.error(401, "FORBIDDEN", "Log in"));
            }
            boolean isImport = head.path().equals("/import");
            return new Verdict(null, isImport ? 32 << 20 : 100, isImport ? Lane.IMPORT : Lane.WORK);
        }

        @Override
        public Reply answer(Asked whole) {
            switch (whole.path()) {
                case "/import":
                    importBegun.countDown();
                    await(importMayEnd);
                    break;
                case "/full":
                    throw new StoreException(StoreException.Kind.DISK_FULL, "The disk of /srv is full");
                case "/failed":
                    throw new StoreException(StoreException.Kind.READ_ONLY, "Writing to /srv failed");
                case "/fault":
                    throw new IllegalStateException("a secret of the program");
                case "/error":
                    throw new AssertionError("another");
                default:
                    break;
            }
            return Reply.json(200, "\"" + whole.path() + " " + whole.body().length + "\"");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void aServer() throws Exception {
        KeyRing ring = KeyRing.empty();
        CompanyAuthority authority =
                CompanyAuthority.create("C-TEST", ring, Clock.systemUTC().instant());
        tls = WebTls.issued(ring, dir, List.of(), Clock.systemUTC());
        server = new WebServer(0, tls, new Shop(), new WebServer.Connections(40, 60));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority.certificate());
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        trust = SSLContext.getInstance("TLS");
        trust.init(null, managers.getTrustManagers(), null);
    }

    @AfterEach
    void itCloses() {
        importMayEnd.countDown();
        server.close();
        tls.close();
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client().send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String body) {
        return client().sendAsync(
                        request(path)
                                .header("Authorization", "x")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** TLS without a client that knows the rules. */
    private Socket raw(String said) throws IOException {
        var socket = (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(60_000);
        socket.startHandshake();
        socket.getOutputStream().write(said.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String heard(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void a_long_import_holds_up_nothing_else() throws Exception {
        CompletableFuture<HttpResponse<String>> first = post("/import", "a".repeat(1 << 20));
        await(importBegun);
        var four = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 20; i++) {
            four.add(client().sendAsync(request("/read" + i).build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(four.get(i).get(60, TimeUnit.SECONDS).body()).contains("/read" + i);
        }
        assertThat(post("/write", "abc").get(60, TimeUnit.SECONDS).body()).contains("/write 3");
        assertThat(first.isDone()).isFalse();
        importMayEnd.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS).body()).contains("/import 1048576");
    }

    @Test
    void bodies_that_come_slowly_keep_no_import_away() throws Exception {
        importMayEnd.countDown();
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 15; i++) {
                slow.add(raw("POST /import HTTP/1.1\nHost: a\nAuthorization: x\nContent-Length: "
                        + LENGTH_OF_A_CATALOGUE + "\n\nid,na"));
                slow.add(raw("GET /slow HTTP/1.1\nHost: a\nX-Slow: "));
            }
            HttpResponse<String> answer = post("/import", "a".repeat(1 << 20)).get(60, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(heard(slow.get(0))).startsWith("HTTP/1.1 408").contains("too slowly");
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    @Test
    void a_stranger_is_refused_by_the_head_of_a_large_body_and_hung_up_on() throws Exception {
        try (Socket stranger =
                raw("POST /import HTTP/1.1\nHost: a\nContent-Length: " + LENGTH_OF_A_CATALOGUE + "\n\nid,name")) {
            assertThat(heard(stranger)).startsWith("HTTP/1.1 401");
        }
        try (Socket known = raw("POST /read HTTP/1.1\nHost: a\nAuthorization: x\nContent-Length: 101\n\n")) {
            assertThat(heard(known)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void what_is_pipelined_is_answered_in_order_on_one_connection() throws Exception {
        String three =
                "GET /a HTTP/1.1\nHost: x\n\nPOST /b HTTP/1.1\nHost: x\nAuthorization: x\nContent-Length: 2\n\nhi"
                        + "GET /c HTTP/1.1\nHost: x\nConnection: close\n\n";
        try (Socket piping = raw(three)) {
            String heard = heard(piping);
            assertThat(heard.indexOf("/a 0")).isPositive().isLessThan(heard.indexOf("/b 2"));
            assertThat(heard.indexOf("/b 2")).isLessThan(heard.indexOf("/c 0"));
        }
    }

    @Test
    void who_never_ends_a_head_is_hung_up_on() throws Exception {
        try (Socket slow = raw("GET /a HTTP/1.1\nHost: x\nX-Slow: ");
                Socket silent = raw("");
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            plain.setSoTimeout(60_000);
            assertThat(heard(slow)).isEmpty();
            assertThat(heard(silent)).isEmpty();
            assertThat(plain.getInputStream().read())
                    .as("without even a handshake")
                    .isEqualTo(-1);
        }
    }

    @Test
    void one_address_has_so_many_connections_and_no_more() throws Exception {
        var calls = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket call = raw("GET /held HTTP/1.1\nHost: x\n\n");
                assertThat(call.getInputStream().read()).as("call " + i).isEqualTo('H');
                calls.add(call);
            }
            assertThatThrownBy(() -> raw("GET /more HTTP/1.1\nHost: x\n\n")
                            .getInputStream()
                            .readNBytes(1))
                    .as("hung up on in the handshake")
                    .isInstanceOf(IOException.class);
            calls.remove(0).close();
            // Its place is free as soon as the server has seen it go.
            for (boolean isIn = false; !isIn; ) {
                try (Socket next = raw("GET /next HTTP/1.1\nHost: x\n\n")) {
                    isIn = next.getInputStream().read() == 'H';
                } catch (IOException e) {
                    assertThat(e).isNotNull(); // hung up on in the handshake
                }
            }
        } finally {
            for (Socket call : calls) {
                call.close();
            }
        }
    }

    @Test
    void every_fault_has_its_status_and_a_number_that_the_log_has_too() throws Exception {
        assertThat(get("/full").statusCode()).isEqualTo(507);
        assertThat(get("/full").body()).contains("DISK_FULL", "\"id\"").doesNotContain("/srv");
        assertThat(get("/failed").statusCode()).isEqualTo(503);
        assertThat(get("/failed").body()).contains("READ_ONLY", "\"id\"");
        assertThat(get("/fault").statusCode()).isEqualTo(500);
        assertThat(get("/fault").body()).contains("INTERNAL", "\"id\"").doesNotContain("secret");
        assertThat(get("/error").statusCode()).isEqualTo(500);
        assertThat(get("/read").statusCode()).isEqualTo(200);
    }
}
