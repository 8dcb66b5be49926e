package org.tillmesh.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tillmesh.tools.trial.NetLab;

/** Another mDNS responder than ours, on a machine of the lab, with a message bus of its own. */
final class Avahi implements AutoCloseable {
    private final NetLab lab;
    private final String machine;
    private final Path dir;
    private final List<Process> running = new ArrayList<>();

    private Avahi(NetLab lab, String machine, Path dir) {
        this.lab = lab;
        this.machine = machine;
        this.dir = dir;
    }

    static boolean isInstalled() {
        return Arrays.stream(new String[] {
                    "/usr/sbin/avahi-daemon", "/usr/bin/avahi-browse", "/usr/bin/avahi-publish", "/usr/bin/dbus-daemon"
                })
                .allMatch(program -> Files.isExecutable(Path.of(program)));
    }

    static Avahi start(NetLab lab, String machine, Path dir) throws IOException, InterruptedException {
        Avahi avahi = new Avahi(lab, machine, dir);
        Path bus = dir.resolve("bus.conf");
        Files.writeString(
                bus,
                """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "busconfig.dtd">
                <busconfig>
                  <type>system</type>
                  <listen>unix:path=%s</listen>
                  <auth>EXTERNAL</auth>
                  <policy context="default">
                    <allow user="*"/><allow own="*"/><allow send_type="*"/><allow receive_type="*"/>
                    <allow send_destination="*"/><allow eavesdrop="false"/>
                  </policy>
                </busconfig>
                """
                        .formatted(avahi.socket()));
        Path conf = dir.resolve("avahi.conf");
        Files.writeString(
                conf,
                """
                [server]
                host-name=responder
                use-ipv4=yes
                use-ipv6=no
                ratelimit-interval-usec=1000000
                ratelimit-burst=1000
                [publish]
                publish-workstation=no
                """);
        avahi.begin("bus", "dbus-daemon", "--config-file=" + bus, "--nofork", "--nopidfile");
        for (int i = 0; i < 100 && !Files.exists(avahi.socket()); i++) {
            Thread.sleep(50);
        }
        // Its pid file lies at a fixed place: a /run of its own keeps it apart from a responder of this machine.
        avahi.begin(
                "daemon",
                "sh",
                "-c",
                "mount -t tmpfs tmpfs /run && mkdir -p /run/avahi-daemon && exec avahi-daemon --no-drop-root --no-chroot"
                        + " --no-rlimits -f " + conf);
        return avahi;
    }

    private Path socket() {
        return dir.resolve("bus.socket");
    }

    private Process begin(String name, String... command) throws IOException {
        Process process = builder(name, command).start();
        running.add(process);
        return process;
    }

    private ProcessBuilder builder(String name, String... command) {
        var whole = new ArrayList<>(lab.on(machine));
        whole.addAll(Arrays.asList(command));
        var builder = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        dir.resolve("avahi-" + name + ".log").toFile()));
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + socket());
        return builder;
    }

    /** What it sees of tills now: resolved services, one a line. */
    List<String> browse() {
        Path out = dir.resolve("browse.txt");
        try {
            Process process = builder("browse", "avahi-browse", "-rpt", "_tillmesh._tcp")
                    .redirectErrorStream(false)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Files.readAllLines(out, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("="))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void publish(String name, int port, String... txt) throws IOException {
        var command = new ArrayList<>(List.of("avahi-publish", "-s", name, "_tillmesh._tcp", Integer.toString(port)));
        command.addAll(Arrays.asList(txt));
        begin("publish", command.toArray(String[]::new));
    }

    /** Listens as a program without a certificate would: takes the call, says nonsense, hangs up. */
    void listenAndCount(int port) throws IOException {
        begin(
                "rogue",
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                RogueListener.class.getName(),
                Integer.toString(port));
    }

    long calls() {
        try {
            Path log = dir.resolve("avahi-rogue.log");
            return Files.exists(log)
                    ? Files.readAllLines(log).stream()
                            .filter(line -> line.startsWith("call"))
                            .count()
                    : 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : running) {
            process.destroyForcibly();
            process.waitFor(5, TimeUnit.SECONDS);
        }
    }
}
