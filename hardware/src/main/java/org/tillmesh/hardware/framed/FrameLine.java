package org.tillmesh.hardware.framed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.tillmesh.hardware.terminal.ByteLine;

/** Frames of text: {@code 02 text 03}, a checksum if the profile has one, each answered by 06 or 15. */
final class FrameLine implements AutoCloseable {
    private static final int SOH = 0x01;
    private static final int STX = 0x02;
    private static final int ETX = 0x03;
    private static final int EOT = 0x04;
    private static final int ACK = 0x06;
    private static final int NAK = 0x15;
    private static final int SEED = 0x7F;
    private static final int TEXT_MAX = 8_192;
    private static final int NOISE_MAX = 10_000;
    private static final long CHARACTER_MILLIS_MAX = 1_000;

    private final ByteLine line;
    private final FramedProfile profile;
    private final long ackMillis;

    FrameLine(ByteLine line, FramedProfile profile, long ackMillis) {
        this.line = line;
        this.profile = profile;
        this.ackMillis = ackMillis;
    }

    /** Whether a text was acknowledged; where the profile knows no acknowledgement it is sent, that is all. */
    void send(String text) throws IOException {
        byte[] frame = frame(text.getBytes(StandardCharsets.ISO_8859_1));
        int sends = profile.ack() == FramedProfile.Ack.NONE ? 1 : profile.sends();
        for (int i = 0; i < sends; i++) {
            line.write(frame);
            if (profile.ack() == FramedProfile.Ack.NONE || isAcknowledged()) {
                return;
            }
        }
        throw new IOException("The terminal did not understand a request, sent " + sends + " times");
    }

    private byte[] frame(byte[] text) {
        var out = new ByteArrayOutputStream();
        out.write(STX);
        out.writeBytes(text);
        out.write(ETX);
        if (profile.lrc() != FramedProfile.Lrc.NONE) {
            out.write(lrc(text, STX));
        }
        return out.toByteArray();
    }

    /** Exclusive or of what the profile says, from 7F on. */
    int lrc(byte[] text, int start) {
        FramedProfile.Lrc covers = profile.lrc();
        int lrc = SEED;
        for (byte b : text) {
            lrc ^= b & 0xFF;
        }
        lrc ^= covers == FramedProfile.Lrc.STX || covers == FramedProfile.Lrc.BOTH ? start : 0;
        lrc ^= covers == FramedProfile.Lrc.ETX || covers == FramedProfile.Lrc.BOTH ? ETX : 0;
        return lrc;
    }

    private boolean isAcknowledged() throws IOException {
        try {
            for (int i = 0; i < NOISE_MAX; i++) {
                int got = line.read(ackMillis);
                if (got == ACK || got == NAK) {
                    if (profile.ack() == FramedProfile.Ack.FRAMED) {
                        line.read(CHARACTER_MILLIS_MAX);
                        line.read(CHARACTER_MILLIS_MAX);
                    }
                    return got == ACK;
                }
            }
            throw new IOException("The terminal sends noise");
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** The next text; what the terminal shows meanwhile goes to {@code said}. */
    String receive(long timeoutMillis, Consumer<String> said) throws IOException {
        int refused = 0;
        for (int noise = 0; noise < NOISE_MAX; noise++) {
            int got = line.read(timeoutMillis);
            if (got == SOH) {
                said.accept(until(EOT));
            } else if (got == STX) {
                String text = until(ETX);
                byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                boolean isRight =
                        profile.lrc() == FramedProfile.Lrc.NONE || line.read(CHARACTER_MILLIS_MAX) == lrc(bytes, STX);
                answer(isRight ? ACK : NAK);
                if (isRight) {
                    return text;
                }
                if (++refused == profile.sends()) {
                    throw new IOException("The terminal sent " + refused + " frames with a wrong checksum");
                }
            }
        }
        throw new IOException("The terminal sends noise");
    }

    private void answer(int control) throws IOException {
        switch (profile.ack()) {
            case NONE -> {}
            case BYTE -> line.write(new byte[] {(byte) control});
            case FRAMED -> line.write(new byte[] {(byte) control, ETX, (byte) lrc(new byte[] {(byte) control}, 0)});
        }
    }

    private String until(int last) throws IOException {
        var text = new ByteArrayOutputStream();
        for (int got = line.read(CHARACTER_MILLIS_MAX); got != last; got = line.read(CHARACTER_MILLIS_MAX)) {
            text.write(got);
            if (text.size() > TEXT_MAX) {
                throw new IOException("The terminal sent a frame that does not end");
            }
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        line.close();
    }
}
