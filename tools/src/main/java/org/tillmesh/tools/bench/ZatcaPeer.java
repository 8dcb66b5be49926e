package org.tillmesh.tools.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The npm package zatca-xml-js signing the same basket, in a process of its own that stays warm, where Node.js is there;
 * its packages are fetched once, below tools/target.
 */
final class ZatcaPeer implements AutoCloseable {
    private static final String PACKAGE = "zatca-xml-js@0.1.9";
    private static final int MINUTES_MAX = 10;

    private final Process process;
    private final Writer asks;
    private final BufferedReader answers;

    private ZatcaPeer(Process process) {
        this.process = process;
        this.asks = process.outputWriter(StandardCharsets.US_ASCII);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** @throws IOException saying why it can't be measured here */
    static ZatcaPeer start(Path dir, String certificatePem) throws IOException, InterruptedException {
        Path packages = Path.of(System.getProperty("tillmesh.home", "."), "tools", "target", "cache", "zatca-xml-js")
                .toAbsolutePath();
        if (!Files.exists(packages.resolve("node_modules/zatca-xml-js/package.json"))) {
            Files.createDirectories(packages);
            Path log = packages.resolve("install.log");
            Process install;
            try {
                install = new ProcessBuilder(List.of(
                                "npm", "install", "--no-audit", "--no-fund", "--prefix", packages.toString(), PACKAGE))
                        .directory(packages.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
            } catch (IOException e) {
                throw new IOException("there is no npm here", e);
            }
            if (!install.waitFor(MINUTES_MAX, TimeUnit.MINUTES) || install.exitValue() != 0) {
                install.destroyForcibly();
                throw new IOException("npm could not install " + PACKAGE + ", see " + log);
            }
        }
        Path script = packages.resolve("zatca-peer.js");
        try (InputStream in =
                Objects.requireNonNull(ZatcaPeer.class.getResourceAsStream("zatca-peer.js"), "zatca-peer.js")) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Path certificate = Files.writeString(dir.resolve("till.pem"), certificatePem);
        try {
            return new ZatcaPeer(new ProcessBuilder("node", script.toString(), certificate.toString())
                    .directory(packages.toFile())
                    .redirectError(dir.resolve("node.err").toFile())
                    .start());
        } catch (IOException e) {
            throw new IOException("there is no Node.js here", e);
        }
    }

    /** @param perSecond by the clock; @param cpuMicros of the processor, for one document */
    record Made(double perSecond, double cpuMicros) {}

    Made make(int documents) throws IOException {
        asks.write(documents + "\n");
        asks.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("zatca-xml-js ended without an answer");
        }
        String[] figures = answer.split(" ");
        return new Made(documents * 1e9 / Long.parseLong(figures[0]), Double.parseDouble(figures[1]) / documents);
    }

    @Override
    public void close() throws IOException {
        asks.close();
        process.destroy();
    }
}
