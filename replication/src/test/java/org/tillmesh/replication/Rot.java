package org.tillmesh.replication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a disk does to a journal in the course of years. */
public final class Rot {
    private Rot() {}

    /** Flips a byte of the one record of a journal in which this text stands. @return whether there is one */
    public static boolean in(Path journal, String text) {
        try (Stream<Path> all = Files.list(journal)) {
            for (Path segment :
                    all.filter(file -> file.toString().endsWith(".seg")).toList()) {
                String bytes = Files.readString(segment, StandardCharsets.ISO_8859_1);
                String flipped = bytes.replace(text, "#" + text.substring(1));
                if (!flipped.equals(bytes)) {
                    Files.writeString(segment, flipped, StandardCharsets.ISO_8859_1);
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return false; // a checkpoint has it
    }
}
