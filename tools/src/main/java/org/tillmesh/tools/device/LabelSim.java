package org.tillmesh.tools.device;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A label printer that reads ZPL and TSPL, whichever comes, and rebuilds each label. */
public final class LabelSim extends DeviceSim {
    private static final Pattern PICTURE = Pattern.compile("\\^GFA,(\\d+),(\\d+),(\\d+),([0-9A-F]*)\\^FS");
    private static final Pattern ZPL_COPIES = Pattern.compile("\\^PQ(\\d+)");
    private static final Pattern ZPL_WIDTH = Pattern.compile("\\^PW(\\d+)");

    /** No line of TSPL and no question is longer. */
    private static final int SHORT = 80;

    private static final int END_OF_ZPL = '^' << 16 | 'X' << 8 | 'Z';

    private final List<BufferedImage> labels = new CopyOnWriteArrayList<>();

    private LabelSim(int port) throws IOException {
        super(port);
    }

    public static LabelSim start(int port) throws IOException {
        var made = new LabelSim(port);
        made.begin("label");
        return made;
    }

    /** What came off the roll, each copy. */
    public List<BufferedImage> labels() {
        return List.copyOf(labels);
    }

    @Override
    boolean told(String word, String about) {
        return false;
    }

    private boolean stops() {
        return has(Fault.PAPER_OUT) || has(Fault.COVER_OPEN) || has(Fault.OFFLINE);
    }

    @Override
    void talk(InputStream in, OutputStream out) throws IOException {
        var line = new ByteArrayOutputStream();
        BufferedImage drawn = null;
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            last = last << 8 & 0xFFFFFF | next;
            boolean isShort = line.size() <= SHORT;
            if (!isShort && last != END_OF_ZPL) {
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            if (text.equals("\u001B!?")) {
                answer(out, (byte) tsplStatus());
            } else if (text.equals("~HS")) {
                answer(out, zplStatus().getBytes(StandardCharsets.US_ASCII));
            } else if (last == END_OF_ZPL && text.startsWith("^XA")) {
                zpl(text);
            } else if (next == ','
                    && text.startsWith("BITMAP ")
                    && text.chars().filter(c -> c == ',').count() == 5) {
                drawn = bitmap(text, in);
            } else if (next == '\n') {
                if (text.startsWith("PRINT ") && drawn != null) {
                    come(drawn, Integer.parseInt(text.strip().split(",")[1]));
                }
            } else {
                continue;
            }
            line.reset();
        }
    }

    private int tsplStatus() {
        return (has(Fault.COVER_OPEN) ? 0x01 : 0) | (has(Fault.PAPER_OUT) ? 0x04 : 0) | (has(Fault.OFFLINE) ? 0x10 : 0);
    }

    private String zplStatus() {
        return "\u0002030," + bit(Fault.PAPER_OUT) + "," + bit(Fault.OFFLINE)
                + ",0320,000,0,0,0,000,0,0,0\u0003\r\n\u0002000,0," + bit(Fault.COVER_OPEN)
                + ",0,0,2,6,0,00000000,1,000\u0003\r\n\u00021234,0\u0003\r\n";
    }

    private String bit(Fault fault) {
        return has(fault) ? "1" : "0";
    }

    private void zpl(String job) {
        Matcher picture = PICTURE.matcher(job);
        Matcher copies = ZPL_COPIES.matcher(job);
        Matcher width = ZPL_WIDTH.matcher(job);
        if (picture.find() && copies.find() && width.find()) {
            int rowBytes = Integer.parseInt(picture.group(3));
            come(
                    drawn(HexFormat.of().parseHex(picture.group(4)), rowBytes, 0, Integer.parseInt(width.group(1))),
                    Integer.parseInt(copies.group(1)));
        }
    }

    private static BufferedImage bitmap(String head, InputStream in) throws IOException {
        String[] parts = head.substring("BITMAP ".length()).split(",");
        int rowBytes = Integer.parseInt(parts[2]);
        byte[] bytes = in.readNBytes(rowBytes * Integer.parseInt(parts[3]));
        return drawn(bytes, rowBytes, 1, rowBytes * 8);
    }

    /** @param white the bit that leaves the paper white */
    private static BufferedImage drawn(byte[] bytes, int rowBytes, int white, int width) {
        var picture = new BufferedImage(width, bytes.length / rowBytes, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                int bit = bytes[y * rowBytes + x / 8] >> (7 - x % 8) & 1;
                picture.setRGB(x, y, bit == white ? 0xFFFFFF : 0x000000);
            }
        }
        return picture;
    }

    private void come(@Nullable BufferedImage label, int copies) {
        for (int i = 0; i < copies && label != null && !stops(); i++) {
            labels.add(label);
            happens("label", Integer.toString(labels.size()));
        }
    }
}
