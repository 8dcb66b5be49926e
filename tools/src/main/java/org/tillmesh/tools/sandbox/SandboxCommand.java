package org.tillmesh.tools.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.tillmesh.tools.option.AnswerStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tillmesh zatca sandbox}. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description =
                "The tax authority's API on this machine, with its rules, for demos and tests. Runs until it is stopped.")
public final class SandboxCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "On 127.0.0.1; 0 is any free port. Default: ${DEFAULT-VALUE}")
    int port = 7480;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps its authority and what it took there; forgets all at its end without it.")
    @Nullable Path data;

    @Option(
            names = "--faults",
            paramLabel = "FAULTS",
            description =
                    "What goes wrong, divided by commas: down, lost, slow=MS, 429, 500, 503, 303, 400, 401, 208, 409,"
                            + " 413, certificate, stuck, garbled; each may carry :TIMES or =PERCENT%%. POST /sandbox/faults changes them.")
    String faults = "";

    @Override
    public Integer call() {
        try {
            Path folder = data == null ? Files.createTempDirectory("zatca-sandbox") : data;
            ZatcaSandbox sandbox = ZatcaSandbox.start(new ZatcaSandbox.Options(folder, port, faults));
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "sandbox-end"));
            print(sandbox);
            ended.await();
            sandbox.close();
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    private static void print(ZatcaSandbox sandbox) {
        var line = new ObjectMapper()
                .createObjectNode()
                .put("ready", true)
                .put("port", sandbox.port())
                .put("url", sandbox.url())
                .put("control", sandbox.url() + "/sandbox")
                .put("otp", "123456 (111111 is wrong, 222222 expired, any other six digits are right)");
        AnswerStream.open().println(line);
    }
}
