package org.tillmesh.hardware.display;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.time.Duration;
import org.tillmesh.hardware.CustomerDisplay;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceSettings;
import org.tillmesh.hardware.line.KeptLine;
import org.tillmesh.hardware.line.Line;
import org.tillmesh.hardware.line.LineAddress;

/** A vacuum fluorescent display of two rows, usually 20 columns at 9600 baud. It shows, and answers nothing. */
public final class RowDisplay implements CustomerDisplay {
    private static final Duration SHOWN = Duration.ofSeconds(1);

    private final KeptLine line;
    private final DisplayProfile profile;
    private boolean begun;

    public RowDisplay(LineAddress address, DeviceSettings settings) {
        this.line = new KeptLine(address);
        this.profile = DisplayProfile.of(settings);
    }

    @Override
    public int columns() {
        return profile.columns();
    }

    @Override
    public synchronized void show(String upper, String lower) throws DeviceException {
        Line open = begun();
        var out = new ByteArrayOutputStream();
        out.writeBytes(profile.upper());
        out.writeBytes(row(upper));
        out.writeBytes(profile.end());
        out.writeBytes(profile.lower());
        out.writeBytes(row(lower));
        out.writeBytes(profile.end());
        open.write(out.toByteArray(), SHOWN);
    }

    private Line begun() throws DeviceException {
        if (!line.isOpen()) {
            begun = false;
        }
        Line open = line.opened();
        if (!begun) {
            open.write(profile.start(), SHOWN);
            begun = true;
        }
        return open;
    }

    /** As wide as the display, so that nothing of the text before it stays. */
    private byte[] row(String text) {
        int columns = profile.columns();
        String cut = text.length() > columns ? text.substring(0, columns) : text + " ".repeat(columns - text.length());
        try {
            ByteBuffer bytes = profile.page()
                    .newEncoder()
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(new byte[] {'?'})
                    .encode(CharBuffer.wrap(cut.replaceAll("\\p{Cntrl}", " ")));
            byte[] row = new byte[bytes.remaining()];
            bytes.get(row);
            return row;
        } catch (CharacterCodingException e) {
            throw new AssertionError("Letters that the display has not are replaced", e);
        }
    }

    @Override
    public synchronized String check() throws DeviceException {
        line.tryAtOnce();
        begun();
        return "";
    }

    @Override
    public synchronized void close() {
        line.close();
        begun = false;
    }
}
