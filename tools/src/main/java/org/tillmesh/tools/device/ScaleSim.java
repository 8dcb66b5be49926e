package org.tillmesh.tools.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A scale that speaks Mettler-Toledo 8217 or Checkout-Dialog 06. */
public final class ScaleSim extends DeviceSim {
    /** Which it speaks. */
    public enum Protocol {
        TOLEDO_8217,
        DIALOG_06
    }

    private final Protocol protocol;
    private volatile int grams;
    private volatile int tare;
    private volatile int swings;
    private volatile String price = "000000";

    private ScaleSim(Protocol protocol, int port) throws IOException {
        super(port);
        this.protocol = protocol;
    }

    public static ScaleSim start(Protocol protocol, int port) throws IOException {
        var made = new ScaleSim(protocol, port);
        made.begin("scale");
        return made;
    }

    /** Somebody puts so much on it. */
    public void load(int weight) {
        grams = weight;
    }

    /** It swings for so many more questions. */
    public void swing(int questions) {
        swings = questions;
    }

    /** The price that was sent last, as six digits. */
    public String price() {
        return price;
    }

    @Override
    boolean told(String word, String about) {
        switch (word) {
            case "load" -> load(Integer.parseInt(about));
            case "swing" -> swing(Integer.parseInt(about));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean isMoving() {
        if (swings > 0) {
            swings--;
            return true;
        }
        return has(Fault.MOVING);
    }

    private static String digits(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    @Override
    void talk(InputStream in, OutputStream out) throws IOException {
        if (protocol == Protocol.TOLEDO_8217) {
            toledo(in, out);
        } else {
            dialog(in, out);
        }
    }

    private void toledo(InputStream in, OutputStream out) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            switch (next) {
                case 'W' -> answer(out, framed(weight()));
                case 'Z' -> {
                    tare = 0;
                    answer(out, framed("?" + (char) 0x10));
                }
                case 'T' -> {
                    tare = grams;
                    answer(out, framed("?" + (char) 0x20));
                }
                default -> answer(out, framed("?" + (char) 0x40));
            }
        }
    }

    private static byte[] framed(String text) {
        return ("\u0002" + text + "\r").getBytes(StandardCharsets.ISO_8859_1);
    }

    private String weight() {
        if (has(Fault.OVERLOAD)) {
            return "?" + (char) 0x02;
        }
        if (has(Fault.BELOW_ZERO) || grams < tare) {
            return "?" + (char) 0x04;
        }
        if (isMoving()) {
            return "?" + (char) 0x01;
        }
        int net = grams - tare;
        return digits(net / 1000, 2) + "." + digits(net % 1000, 3) + (tare > 0 ? "N" : "");
    }

    private void dialog(InputStream in, OutputStream out) throws IOException {
        boolean priced = false;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == 0x05) {
                if (!priced || !status().equals("00") || isMoving()) {
                    answer(out, (byte) 0x15);
                } else {
                    long amount = Math.round(Long.parseLong(price) * (long) grams / 1000.0);
                    answer(
                            out,
                            record("02\u001B3\u001B" + digits(grams, 5) + "\u001B" + price + "\u001B"
                                    + digits(amount, 6)));
                }
            } else if (next == 0x02) {
                String record = upToEtx(in);
                if (record.matches("01\u001B[0-9]{6}\u001B")) {
                    price = record.substring(3, 9);
                    priced = true;
                    answer(out, (byte) 0x06);
                } else if (record.equals("08")) {
                    answer(out, record("09\u001B" + (status().equals("00") ? "20" : status())));
                } else {
                    answer(out, (byte) 0x15);
                }
            }
        }
    }

    private static String upToEtx(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != 0x03; next = in.read()) {
            text.append((char) next);
        }
        return text.toString();
    }

    private static byte[] record(String text) {
        return ("\u0002" + text + "\u0003").getBytes(StandardCharsets.US_ASCII);
    }

    /** Of record 09. */
    private String status() {
        if (has(Fault.OVERLOAD)) {
            return "32";
        }
        if (has(Fault.BELOW_ZERO)) {
            return "31";
        }
        return grams == 0 ? "30" : "00";
    }
}
