package org.tillmesh.tools.device;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receipt printer: reads ESC/POS byte by byte and rebuilds what came out on paper, cut by cut. */
public final class PrinterSim extends DeviceSim {
    private static final int WIDTH = 576;

    private final List<BufferedImage> pages = new CopyOnWriteArrayList<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private volatile int drawerKicks;
    private volatile long firstByteNanos;
    private volatile long rowsLeft = Long.MAX_VALUE;

    private PrinterSim(int port) throws IOException {
        super(port);
    }

    public static PrinterSim start(int port) throws IOException {
        var made = new PrinterSim(port);
        made.begin("printer");
        return made;
    }

    /** What was cut off so far. */
    public List<BufferedImage> pages() {
        return List.copyOf(pages);
    }

    public int drawerKicks() {
        return drawerKicks;
    }

    /** Bytes that no command begins with. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** When the last job's first byte came, by the machine's stopwatch. */
    public long firstByteNanos() {
        return firstByteNanos;
    }

    /** The roll ends after so many rows of dots. */
    public void rollEndsAfter(long rows) {
        rowsLeft = rows;
    }

    @Override
    boolean told(String word, String about) {
        if (word.equals("roll")) {
            rollEndsAfter(about.isEmpty() ? Long.MAX_VALUE : Long.parseLong(about));
            return true;
        }
        return false;
    }

    private boolean isPaperOut() {
        return has(Fault.PAPER_OUT) || rowsLeft <= 0;
    }

    private boolean stops() {
        return isPaperOut() || has(Fault.COVER_OPEN) || has(Fault.OFFLINE);
    }

    @Override
    void talk(InputStream bytes, OutputStream out) throws IOException {
        var in = new DataInputStream(bytes);
        var paper = new Paper();
        for (int first = in.read(); first >= 0; first = in.read()) {
            switch (first) {
                case 0x1B -> escape(in, paper);
                case 0x1D -> group(in, paper, out);
                case 0x10 -> realTime(in, out);
                default -> unknown.add(Integer.toHexString(first));
            }
        }
    }

    /** What one connection has printed since the last cut. */
    private static final class Paper {
        private final List<boolean[]> rows = new ArrayList<>();
        private boolean centred;
        private int module = 3;
        private String code = "";
    }

    private void escape(DataInputStream in, Paper paper) throws IOException {
        int command = in.readUnsignedByte();
        switch (command) {
            case '@' -> {
                firstByteNanos = System.nanoTime();
                paper.rows.clear();
            }
            case 'a' -> paper.centred = in.readUnsignedByte() == 1;
            case 'd' -> {
                in.readUnsignedByte();
                cut(paper);
            }
            case 'p' -> {
                in.readNBytes(3);
                if (!stops()) {
                    kicked();
                }
            }
            default -> unknown.add("1b " + Integer.toHexString(command));
        }
    }

    private void kicked() {
        drawerKicks++;
        happens("drawer", Integer.toString(drawerKicks));
    }

    private void group(DataInputStream in, Paper paper, OutputStream out) throws IOException {
        int command = in.readUnsignedByte();
        switch (command) {
            case 'v' -> raster(in, paper);
            case 'V' -> {
                if (in.readUnsignedByte() >= 65) {
                    in.readUnsignedByte();
                }
                cut(paper);
            }
            case '(' -> {
                int kind = in.readUnsignedByte();
                int length = in.readUnsignedByte() | in.readUnsignedByte() << 8;
                byte[] body = in.readNBytes(length);
                if (kind == 'k' && body.length > 2) {
                    code(body, paper);
                }
            }
            case 'r' -> {
                in.readUnsignedByte();
                if (!stops()) {
                    answer(out, (byte) 0);
                }
            }
            default -> unknown.add("1d " + Integer.toHexString(command));
        }
    }

    private void raster(DataInputStream in, Paper paper) throws IOException {
        in.readNBytes(2);
        int rowBytes = in.readUnsignedByte() | in.readUnsignedByte() << 8;
        int rows = in.readUnsignedByte() | in.readUnsignedByte() << 8;
        for (int row = 0; row < rows; row++) {
            byte[] bytes = in.readNBytes(rowBytes);
            var dots = new boolean[rowBytes * 8];
            for (int i = 0; i < bytes.length * 8; i++) {
                dots[i] = (bytes[i / 8] >> (7 - i % 8) & 1) != 0;
            }
            row(paper, dots);
        }
    }

    private void row(Paper paper, boolean[] dots) {
        if (!stops()) {
            rowsLeft--;
            paper.rows.add(dots);
        }
    }

    /** GS ( k: function 67 the module, 80 the data, 81 draws it. */
    private void code(byte[] body, Paper paper) {
        switch (body[1]) {
            case 67 -> paper.module = body[2];
            case 80 -> paper.code = new String(body, 3, body.length - 3, StandardCharsets.UTF_8);
            case 81 -> draw(paper);
            default -> {}
        }
    }

    private void draw(Paper paper) {
        try {
            BitMatrix bits = new QRCodeWriter()
                    .encode(paper.code, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 4));
            int left = paper.centred ? Math.max(0, (WIDTH - bits.getWidth() * paper.module) / 2) : 0;
            for (int y = 0; y < bits.getHeight() * paper.module; y++) {
                var dots = new boolean[Math.max(WIDTH, bits.getWidth() * paper.module)];
                for (int x = 0; x < bits.getWidth() * paper.module; x++) {
                    dots[left + x] = bits.get(x / paper.module, y / paper.module);
                }
                row(paper, dots);
            }
        } catch (WriterException e) {
            unknown.add("a QR that can't be: " + e.getMessage());
        }
    }

    private void cut(Paper paper) {
        if (paper.rows.isEmpty()) {
            return;
        }
        int width = paper.rows.stream().mapToInt(row -> row.length).max().orElse(1);
        var picture = new BufferedImage(width, paper.rows.size(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < paper.rows.size(); y++) {
            boolean[] dots = paper.rows.get(y);
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, x < dots.length && dots[x] ? 0x000000 : 0xFFFFFF);
            }
        }
        pages.add(picture);
        happens("page", Integer.toString(pages.size()));
        paper.rows.clear();
    }

    /** DLE EOT n asks, DLE DC4 1 kicks, also while it stands still. */
    private void realTime(DataInputStream in, OutputStream out) throws IOException {
        int command = in.readUnsignedByte();
        if (command == 0x14) {
            in.readNBytes(3);
            kicked();
            return;
        }
        int what = in.readUnsignedByte();
        int status = 0x12;
        if (what == 1 && stops()) {
            status |= 0x08;
        } else if (what == 2) {
            status |= (has(Fault.COVER_OPEN) ? 0x04 : 0) | (isPaperOut() ? 0x20 : 0);
        } else if (what == 4 && isPaperOut()) {
            status |= 0x60;
        }
        answer(out, (byte) status);
    }
}
