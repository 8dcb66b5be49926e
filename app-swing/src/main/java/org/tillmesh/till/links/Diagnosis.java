package org.tillmesh.till.links;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tillmesh.reports.export.NewFile;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillVersion;

/**
 * How this till is, for whoever looks for a fault. Each part is looked at by itself: one that fails says so, and the others
 * are told all the same. Nothing of it is secret: no key, no PIN, no record.
 */
public final class Diagnosis implements AutoCloseable {
    private static final DateTimeFormatter NAMED = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Shop shop;
    private final Links links;
    private final Keeper keeper;
    private final Supplier<Map<String, String>> devices;
    private final LastTroubles troubles = new LastTroubles();

    /** @param devices id of each with how it did last */
    public Diagnosis(Shop shop, Links links, Keeper keeper, Supplier<Map<String, String>> devices) {
        this.shop = shop;
        this.links = links;
        this.keeper = keeper;
        this.devices = devices;
    }

    /** Part → name → value. */
    public Map<LinkAnswers.Part, Map<String, String>> facts() {
        var facts = new TreeMap<LinkAnswers.Part, Map<String, String>>();
        facts.put(LinkAnswers.Part.PROGRAM, told(this::program));
        facts.put(LinkAnswers.Part.FOLDER, told(this::folder));
        facts.put(LinkAnswers.Part.LINKS, told(this::linked));
        facts.put(LinkAnswers.Part.CLOCK, told(this::clock));
        facts.put(LinkAnswers.Part.DEVICES, told(devices));
        return facts;
    }

    private static Map<String, String> told(Supplier<Map<String, String>> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            return Map.of("fault", String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> program() {
        var told = new LinkedHashMap<String, String>();
        told.put("version", TillVersion.text());
        told.put("java", System.getProperty("java.version") + " " + System.getProperty("java.vendor"));
        told.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        Runtime here = Runtime.getRuntime();
        told.put("memory", mebibytes(here.totalMemory() - here.freeMemory()) + " / " + mebibytes(here.maxMemory()));
        return told;
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private Map<String, String> folder() {
        var told = new LinkedHashMap<String, String>();
        Path dir = shop.folder().dir();
        told.put("folder", dir.toString());
        told.put("replica", shop.store().self().replica().toString());
        told.put("incarnation", shop.store().self().incarnation().toString());
        try (Stream<Path> files = Files.walk(dir)) {
            told.put("size", mebibytes(files.mapToLong(file -> file.toFile().length()).sum()));
            told.put("free", mebibytes(Files.getFileStore(dir).getUsableSpace()));
        } catch (IOException e) {
            told.put("size", String.valueOf(e.getMessage()));
        }
        return told;
    }

    private Map<String, String> linked() {
        LinkAnswers.Status status = links.status();
        var told = new LinkedHashMap<String, String>();
        told.put("online", String.valueOf(status.online()));
        told.put("via", String.valueOf(status.via()));
        told.put("neighbours", String.join(", ", status.neighbours()));
        told.put("unsent", String.valueOf(status.unsent()));
        told.put("unprotected", String.valueOf(status.unprotected()));
        told.put("unacknowledged", String.valueOf(status.unacknowledged()));
        told.put("lastSync", String.valueOf(status.lastSync()));
        told.put("chain", status.chain());
        told.put("refusal", String.valueOf(status.refusal()));
        return told;
    }

    private Map<String, String> clock() {
        var told = new LinkedHashMap<String, String>();
        told.put("now", shop.clock().instant().toString());
        told.put("skew", shop.clock().skewMillis() + " ms");
        told.put("offset", shop.clock().offsetMillis() + " ms");
        return told;
    }

    /** The last warnings, the newest first. */
    public List<LinkAnswers.Trouble> troubles() {
        return troubles.list();
    }

    /**
     * Writes all of it into a new zip.
     *
     * @param dir where to
     * @throws TillException if it can't be written
     */
    public Path bundle(Path dir) {
        String at = NAMED.format(shop.clock().instant().atOffset(ZoneOffset.UTC));
        Path file = dir.resolve("tillmesh-support-" + at + ".zip");
        try {
            NewFile.write(file, out -> {
                var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
                put(zip, "facts.txt", written(facts()));
                put(zip, "troubles.txt", troublesWritten());
                put(zip, "syncs.txt", told(this::syncs).toString());
                put(zip, "digest.txt", told(this::digests).toString());
                zip.finish();
            });
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String written(Map<LinkAnswers.Part, Map<String, String>> facts) {
        var text = new StringBuilder();
        facts.forEach((part, told) -> {
            text.append(part).append('\n');
            told.forEach((name, value) -> text.append("  ").append(name).append(": ").append(value).append('\n'));
        });
        return text.toString();
    }

    private String troublesWritten() {
        var text = new StringBuilder();
        troubles().forEach(trouble -> text.append(trouble.at())
                .append(' ')
                .append(trouble.level())
                .append(' ')
                .append(trouble.text())
                .append('\n'));
        return text.toString();
    }

    private Map<String, String> syncs() {
        var told = new LinkedHashMap<String, String>();
        links.syncHistory().forEach(run -> told.put(run.at().toString(), run.toString()));
        return told;
    }

    private Map<String, String> digests() {
        var told = new LinkedHashMap<String, String>();
        keeper.digest().forEach((scope, digest) -> told.put(scope, digest.toString()));
        return told;
    }

    @Override
    public void close() {
        troubles.close();
    }
}
