package org.tillmesh.tools.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A terminal that speaks ECR17 and tells a whole card number wherever it can. */
public final class NosyTerminal implements AutoCloseable {
    private static final int APPROVAL_DIGITS = 6;

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final String card;
    private int receipts;

    /** @param card 16 digits */
    public NosyTerminal(String card) throws IOException {
        this.card = card;
        Thread thread = new Thread(this::serve, "nosy terminal");
        thread.setDaemon(true);
        thread.start();
    }

    public String address() {
        return "tcp:127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream();
                for (int next = in.read(); next >= 0; next = in.read()) {
                    if (next == 0x02) {
                        String asked = until(in, 0x03);
                        in.read();
                        out.write(new byte[] {0x06, 0x03, 0x7F ^ 0x06});
                        out.write(("\u0001" + (card + "     ").substring(0, 20) + "\u0004")
                                .getBytes(StandardCharsets.ISO_8859_1));
                        String said = answer(asked.charAt(9));
                        out.write(0x02);
                        out.write(said.getBytes(StandardCharsets.ISO_8859_1));
                        out.write(0x03);
                        out.write(said.chars().reduce(0x7F, (a, b) -> a ^ b));
                    }
                }
            } catch (IOException e) {
                continue; // the till hung up
            }
        }
    }

    private String answer(char asked) {
        if (asked == 'G') {
            return "123456780E09" + card;
        }
        String receipt = String.valueOf(1_000_000 + ++receipts).substring(1);
        return "123456780E00" + card + "   " + "CLM" + card.substring(0, APPROVAL_DIGITS) + "3351200" + "2"
                + "00000000001" + receipt + card;
    }

    private static String until(InputStream in, int end) throws IOException {
        var text = new ByteArrayOutputStream();
        for (int next = in.read(); next != end && next >= 0; next = in.read()) {
            text.write(next);
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
