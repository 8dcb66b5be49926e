package org.tillmesh.hardware.framed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tillmesh.hardware.line.LineAddress;
import org.tillmesh.hardware.terminal.Charged;
import org.tillmesh.hardware.terminal.TerminalException;

/** ECR17 over TCP, against a terminal of bytes written down here. */
class FramedTerminalTest {
    private static final String APPROVED = "123456780E00" + "5200000000004242   " + "CLM" + "A12345" + "3351200" + "2"
            + "00000000001" + "000077" + "000009";

    private ServerSocket server;
    private final List<String> asked = new ArrayList<>();
    private String answer = APPROVED;
    private boolean garbles;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "framed terminal");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream();
                for (int next = in.read(); next >= 0; next = in.read()) {
                    if (next == 0x02) {
                        String text = until(in, 0x03);
                        int lrc = in.read();
                        if (lrc != lrc(text)) {
                            out.write(control(0x15));
                            continue;
                        }
                        asked.add(text);
                        out.write(control(0x06));
                        out.write(("\u0001PREGO ATTENDERE     \u0004").getBytes(StandardCharsets.ISO_8859_1));
                        String said = text.charAt(9) == 'G' ? "123456780E09" : answer;
                        out.write(0x02);
                        out.write(said.getBytes(StandardCharsets.ISO_8859_1));
                        out.write(0x03);
                        out.write(garbles && text.charAt(9) == 'P' ? 0 : lrc(said));
                    }
                }
            } catch (IOException e) {
                continue;
            }
        }
    }

    private static byte[] control(int code) {
        return new byte[] {(byte) code, 0x03, (byte) (0x7F ^ code)};
    }

    private static String until(InputStream in, int end) throws IOException {
        var text = new ByteArrayOutputStream();
        for (int next = in.read(); next != end && next >= 0; next = in.read()) {
            text.write(next);
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    private static int lrc(String text) {
        return text.chars().reduce(0x7F, (a, b) -> a ^ b);
    }

    private FramedTerminal terminal() {
        LineAddress at = LineAddress.parse("tcp:127.0.0.1:" + server.getLocalPort());
        return new FramedTerminal(
                at::line,
                FramedProfile.named("ecr17"),
                Map.of("terminal", "12345678", "register", "00000001"),
                500,
                500);
    }

    @Test
    void a_payment_is_asked_in_167_places_and_its_answer_read_by_the_profile() throws Exception {
        var shown = new ArrayList<String>();

        Charged charged = terminal().pay(1250, last -> {}, shown::add);

        String request = asked.get(1);
        assertThat(request).hasSize(167).startsWith("123456780P0000000100000" + "00001250");
        assertThat(charged.pan()).isEqualTo("************4242");
        assertThat(charged.approval()).isEqualTo("A12345");
        assertThat(charged.receipt()).isEqualTo("000077");
        assertThat(charged.amount()).isEqualTo(1250);
        assertThat(shown).contains("PREGO ATTENDERE");
    }

    @Test
    void a_refusal_is_declined_with_its_code() {
        answer = "123456780E01CARTA NON ABILITATA     ";

        assertThatThrownBy(() -> terminal().pay(1250, last -> {}, text -> {}))
                .isInstanceOfSatisfying(TerminalException.class, e -> {
                    assertThat(e.kind()).isEqualTo(TerminalException.Kind.DECLINED);
                    assertThat(e.code()).isEqualTo("01");
                });
    }

    @Test
    void a_wrong_checksum_is_no_answer_and_nobody_knows() {
        garbles = true;

        assertThatThrownBy(() -> terminal().pay(1250, last -> {}, text -> {}))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.kind()).isEqualTo(TerminalException.Kind.UNKNOWN));
    }
}
