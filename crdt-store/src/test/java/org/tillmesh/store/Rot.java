package org.tillmesh.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a disk does to a journal in the course of years. */
public final class Rot {
    private Rot() {}

    /** Turns a bit in the first record of each segment in which one of these texts stands. */
    public static void in(Path journal, String... texts) throws IOException {
        List<Path> segments;
        try (Stream<Path> all = Files.list(journal)) {
            segments = all.filter(file -> file.toString().endsWith(".seg")).toList();
        }
        for (Path segment : segments) {
            byte[] bytes = Files.readAllBytes(segment);
            String readable = new String(bytes, StandardCharsets.ISO_8859_1);
            for (String text : texts) {
                int at = readable.indexOf(text);
                if (at >= 0) {
                    bytes[at] ^= 0x10;
                }
            }
            Files.write(segment, bytes);
        }
    }
}
