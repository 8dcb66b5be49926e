package org.tillmesh.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.tillmesh.tools.trial.ChildProgram;

/** PouchDB replicating the same documents, where Node.js is there; its packages are fetched once, below tools/target. */
final class PouchPeer {
    private static final int MINUTES_MAX = 10;

    private PouchPeer() {}

    static void measure(Path work, Path documents, Measurements table, double ourSeconds)
            throws IOException, InterruptedException {
        Files.createDirectories(work);
        Path packages = Path.of(System.getProperty("tillmesh.home", "."), "tools", "target", "cache", "pouch");
        String name = "the same documents by PouchDB";
        if (!has("node") || !has("npm")) {
            table.row(name, "peer", "skipped", "there is no Node.js here");
            return;
        }
        if (!Files.exists(packages.resolve("node_modules/express-pouchdb/package.json"))) {
            Files.createDirectories(packages);
            Path log = packages.resolve("install.log");
            int code = run(
                    packages,
                    log,
                    List.of(
                            "npm",
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            packages.toString(),
                            "pouchdb@9",
                            "express-pouchdb@4",
                            "express@4"));
            if (code != 0) {
                table.row(name, "peer", "skipped", "npm could not install it, see " + log);
                return;
            }
        }
        Path script = packages.resolve("pouch-peer.js");
        try (InputStream in =
                Objects.requireNonNull(PouchPeer.class.getResourceAsStream("pouch-peer.js"), "pouch-peer.js")) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Path out = work.resolve("pouch.out");
        int code = run(
                packages,
                out,
                List.of(
                        "node",
                        script.toString(),
                        documents.toString(),
                        work.resolve("data").toString()));
        String said = Files.readString(out, StandardCharsets.UTF_8).strip();
        if (code != 0) {
            table.row(name, "peer", "skipped", "it ended with " + code + ": " + said);
            return;
        }
        JsonNode answer = ChildProgram.JSON.readTree(said.substring(said.lastIndexOf('{')));
        double seconds = answer.path("millis").asDouble() / 1e3;
        table.row(
                name,
                "peer; durable at the client",
                "seconds",
                seconds,
                "documentsPerSecond",
                Math.round(answer.path("received").asInt() / seconds),
                "timesOurs",
                seconds / ourSeconds);
    }

    private static boolean has(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // not on the path
        }
    }

    private static int run(Path dir, Path log, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }
}
