package org.tillmesh.tools;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tillmesh.tools.demo.DemoDay;
import org.tillmesh.tools.option.AnswerStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tillmesh demo}: one shop's day with a relay and two tills, told in lines, judged at the end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Lives through a shop's day with a relay and two tills as processes of their own.",
            "Sales, a cut internet, a shared parked cart, a kill -9, and everything at head office once.",
            "Ends with 0 only if tills, relay and invoices agree."
        })
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--headless", description = "Without windows: no screenshots, no display needed.")
    boolean headless;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where invoices, receipts, screenshots and summary.json go.")
    @Nullable Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Draws other baskets; the same number, the same day.")
    long seed = 2026;

    @Override
    public Integer call() throws Exception {
        Path dir = out != null ? out : Files.createTempDirectory("tillmesh-demo-");
        long began = System.nanoTime();
        PrintStream told = AnswerStream.open();
        boolean windows = !headless && !java.awt.GraphicsEnvironment.isHeadless();
        boolean right = new DemoDay(dir.toAbsolutePath(), seed, windows, told).live();
        told.printf(
                Locale.ROOT,
                "%nThe day took %d s. Everything it left is in %s%n",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                dir);
        return right ? 0 : 1;
    }
}
