package org.tillmesh.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.relay.folder.RelayException;

/**
 * Lets {@code relay code|revoke|import|backup} reach the running relay: a loopback port and a token, both in a file of the
 * folder that only its owner can read. One JSON line in, one out, before it perhaps some of how far it is.
 */
final class ControlServer implements AutoCloseable {
    static final String FILE = "control.json";
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SILENCE_MILLIS = 5_000;
    private static final int LINE_BYTES_MAX = 16 << 10;

    private final ServerSocket socket;
    private final String token;
    private final Path file;
    private final Relay relay;

    private ControlServer(ServerSocket socket, String token, Path file, Relay relay) {
        this.socket = socket;
        this.token = token;
        this.file = file;
        this.relay = relay;
    }

    static ControlServer start(Path folder, Relay relay) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        var socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Path file = folder.resolve(FILE);
        Files.deleteIfExists(file);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(file); // no POSIX rights here; the folder's own apply
        }
        Files.writeString(
                file,
                JSON.createObjectNode()
                        .put("port", socket.getLocalPort())
                        .put("token", token)
                        .toString());
        var server = new ControlServer(socket, token, file, relay);
        var thread = new Thread(server::serve, "relay-control");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                caller.setSoTimeout(SILENCE_MILLIS);
                String line = line(new BufferedInputStream(caller.getInputStream()));
                if (!line.isEmpty()) {
                    say(caller, answer(line, progress -> tell(caller, progress)));
                }
            } catch (IOException e) {
                LOG.debug("Control: {}", e.toString());
            }
        }
    }

    private static void say(Socket caller, ObjectNode line) throws IOException {
        caller.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Who has left hears nothing of it; the act goes on. */
    private static void tell(Socket caller, String progress) {
        try {
            say(caller, JSON.createObjectNode().put("progress", progress));
        } catch (IOException e) {
            LOG.debug("Control: {}", e.toString());
        }
    }

    /** The first line, as far as a request is long: whoever has not shown the token yet fills no memory. */
    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n' && bytes.size() < LINE_BYTES_MAX; next = in.read()) {
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private ObjectNode answer(String line, Consumer<String> told) {
        ObjectNode answer = JSON.createObjectNode();
        try {
            JsonNode request = JSON.readTree(line);
            if (!MessageDigest.isEqual(
                    token.getBytes(StandardCharsets.UTF_8),
                    request.path("token").asText().getBytes(StandardCharsets.UTF_8))) {
                return answer.put("error", "The token is not this relay's");
            }
            return answer.put("answer", does(request, told));
        } catch (IOException | RuntimeException e) {
            return answer.put("error", String.valueOf(e.getMessage()));
        }
    }

    private String does(JsonNode request, Consumer<String> told) {
        String about = request.path("about").asText();
        return switch (request.path("do").asText()) {
            case "code" -> relay.newCode(about);
            case "token" -> relay.newToken();
            case "revoke" -> {
                relay.revoke(about);
                yield about;
            }
            case "mint" -> relay.mint(about, request.path("amount").asText());
            case "zatca" -> {
                RelayControl.zatca(relay, about);
                yield RelayControl.text(relay.zatca());
            }
            case "import" -> relay.takeCatalogue(Path.of(about), RelayControl.wish(request), told);
            case "reconcile" -> RelayControl.reconcile(relay, about);
            case "archive" -> relay.archive(RelayControl.asked(request), Path.of(about));
            case "report" -> {
                relay.report(RelayControl.reportWish(request));
                yield "";
            }
            case "backup" -> Long.toString(relay.backup(Path.of(about)));
            default -> throw new RelayException("\"" + request.path("do").asText() + "\" is unknown");
        };
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            socket.close();
        } catch (IOException e) {
            LOG.debug("Control: {}", e.toString());
        }
    }
}
