package org.tillmesh.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.journal.Segment;

/** What happens to a folder's files while nobody has it open; every file keeps its place on the disk. */
final class Harmed {
    private Harmed() {}

    /** The bytes of every file of a folder. */
    static Map<Path, byte[]> image(Path folder) throws IOException {
        var image = new TreeMap<Path, byte[]>();
        for (Path file : files(folder)) {
            image.put(file, Files.readAllBytes(file));
        }
        return image;
    }

    /** Writes the bytes of then into the files of now, as {@code rsync --inplace --delete} does. */
    static void putBack(Path folder, Map<Path, byte[]> image) throws IOException {
        for (Path file : files(folder)) {
            if (!image.containsKey(file)) {
                Files.delete(file);
            }
        }
        for (Map.Entry<Path, byte[]> each : image.entrySet()) {
            Files.createDirectories(each.getKey().getParent());
            Files.write(each.getKey(), each.getValue());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Where a record stands. */
    record Place(Path file, int from, int to) {
        void flip() throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            bytes[(from + to) / 2] ^= 4;
            Files.write(file, bytes);
        }

        /** The file ends within the record. */
        void cut() throws IOException {
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (from + to) / 2));
        }

        /** From within the record on, there are zeros. */
        void zero() throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Arrays.fill(bytes, (from + to) / 2, bytes.length, (byte) 0);
            Files.write(file, bytes);
        }

        /** The record was never there. */
        void zeroWhole() throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Arrays.fill(bytes, from, bytes.length, (byte) 0);
            Files.write(file, bytes);
        }
    }

    /** The records of a journal, in order. */
    static List<Place> records(Path folder) throws IOException {
        var places = new ArrayList<Place>();
        for (Path file : files(folder.resolve("journal"))) {
            if (file.toString().endsWith(".seg")) {
                try (Segment segment = Segment.openReadOnly(Disk.REAL, file, new ArrayList<>())) {
                    if (segment != null) {
                        segment.scan().forEach(found -> places.add(new Place(file, found.offset(), found.end())));
                    }
                }
            }
        }
        return places;
    }
}
