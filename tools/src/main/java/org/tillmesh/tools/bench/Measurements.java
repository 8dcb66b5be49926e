package org.tillmesh.tools.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** What was measured, as a table for people or as JSON, with the machine that it was measured on. */
final class Measurements {
    private final ObjectNode json = new ObjectMapper().createObjectNode();
    private final PrintStream out;
    private final boolean asJson;

    Measurements(String name, boolean asJson, PrintStream out) {
        this.out = out;
        this.asJson = asJson;
        json.put("bench", name)
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"))
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("load", load());
        if (!asJson) {
            out.println(json);
        }
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** One measured work; {@code budget} in words. */
    void row(String work, String budget, Object... figures) {
        ObjectNode row = json.putObject(work).put("budget", budget);
        var line = new StringBuilder(String.format(Locale.ROOT, "%-34s", work));
        for (int i = 0; i < figures.length; i += 2) {
            row.putPOJO((String) figures[i], figures[i + 1]);
            line.append("  ").append(figures[i]).append(' ').append(shown(figures[i + 1]));
        }
        if (!asJson) {
            out.println(line + "   [" + budget + "]");
        }
    }

    private static String shown(Object figure) {
        return figure instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : String.valueOf(figure);
    }

    void end() {
        if (asJson) {
            out.println(json.toPrettyString());
        }
    }

    /** Nanoseconds at a fraction of the sorted samples, as microseconds. */
    static double micros(long[] nanos, double fraction) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(fraction * (sorted.length - 1)))] / 1_000.0;
    }
}
