package org.tillmesh.tools.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/** A customer display of two rows of twenty that understands Epson's commands and ESC Q of CD5220. */
public final class DisplaySim extends DeviceSim {
    private static final int COLUMNS = 20;
    private static final Charset PAGE = Charset.forName("IBM437");

    private final byte[][] rows = new byte[2][COLUMNS];
    private int row;
    private int column;

    private DisplaySim(int port) throws IOException {
        super(port);
        clear();
    }

    public static DisplaySim start(int port) throws IOException {
        var made = new DisplaySim(port);
        made.begin("display");
        return made;
    }

    public synchronized String upper() {
        return new String(rows[0], PAGE);
    }

    public synchronized String lower() {
        return new String(rows[1], PAGE);
    }

    private synchronized void clear() {
        Arrays.fill(rows[0], (byte) ' ');
        Arrays.fill(rows[1], (byte) ' ');
        row = 0;
        column = 0;
    }

    private synchronized void move(int toColumn, int toRow) {
        column = toColumn - 1;
        row = toRow - 1;
    }

    private synchronized void show(int letter) {
        if (row >= 0 && row < 2 && column >= 0 && column < COLUMNS) {
            rows[row][column] = (byte) letter;
        }
        column++;
        if (column == COLUMNS && row == 0) {
            row = 1;
            column = 0;
        }
    }

    @Override
    boolean told(String word, String about) {
        return false;
    }

    @Override
    void talk(InputStream in, OutputStream out) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            switch (next) {
                case 0x0C -> clear();
                case 0x0D -> happens("rows", upper() + "|" + lower());
                case 0x1B -> escape(in);
                case 0x1F -> {
                    if (in.read() == 0x24) {
                        move(in.read(), in.read());
                    }
                }
                default -> {
                    show(next);
                    if (row == 1 && column == COLUMNS) {
                        happens("rows", upper() + "|" + lower());
                    }
                }
            }
        }
    }

    private void escape(InputStream in) throws IOException {
        int command = in.read();
        if (command == '@') {
            clear();
        } else if (command == 't') {
            in.read();
        } else if (command == 'Q') {
            move(1, in.read() == 'A' ? 1 : 2);
        }
    }
}
