package org.tillmesh.tools.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network of its own: machines are Linux network namespaces, each with one cable to a bridge that lies in a namespace
 * too. Nothing of it touches the network of this machine; {@link #close} takes it away again.
 */
public final class NetLab implements AutoCloseable {
    private static final int SECONDS_MAX = 20;
    private static final String NET = "10.77.0.";
    private static final String CABLE = "eth0";
    private static final String TABLE = "tillmesh";

    private final String mark = "tm" + ProcessHandle.current().pid() + "x" + (System.nanoTime() & 0xfff);
    private final List<String> machines = new ArrayList<>();

    private NetLab() {}

    /** Why there can be no lab on this machine; empty if there can. */
    public static Optional<String> missing() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("network namespaces are Linux's; this is " + System.getProperty("os.name"));
        }
        try {
            if (!run("id", "-u").strip().equals("0")) {
                return Optional.of("network namespaces need root");
            }
            NetLab lab = open();
            try {
                lab.machine("a", 2);
                return Optional.empty();
            } finally {
                lab.close();
            }
        } catch (IOException e) {
            return Optional.of("network namespaces can't be made here (iproute2 is needed): " + e.getMessage());
        }
    }

    public static NetLab open() throws IOException {
        NetLab lab = new NetLab();
        try {
            lab.namespace("switch");
            lab.in("switch", "ip", "link", "add", "br0", "type", "bridge", "forward_delay", "0");
            lab.in("switch", "ip", "link", "set", "br0", "up");
            return lab;
        } catch (IOException e) {
            lab.close();
            throw e;
        }
    }

    private void namespace(String name) throws IOException {
        run("ip", "netns", "add", mark + name);
        machines.add(name);
        in(name, "ip", "link", "set", "lo", "up");
    }

    /** A machine with a cable to the bridge. @param number the last part of its address, 2 to 254 */
    public String machine(String name, int number) throws IOException {
        namespace(name);
        String plug = "p" + number;
        run(
                "ip",
                "link",
                "add",
                CABLE,
                "netns",
                mark + name,
                "type",
                "veth",
                "peer",
                "name",
                plug,
                "netns",
                mark + "switch");
        in("switch", "ip", "link", "set", plug, "master", "br0", "up");
        in(name, "ip", "addr", "add", NET + number + "/24", "dev", CABLE);
        in(name, "ip", "link", "set", CABLE, "up", "multicast", "on");
        in(name, "ip", "route", "add", "default", "dev", CABLE); // multicast needs a route to go by
        return NET + number;
    }

    /** What stands before a command to run it on a machine. */
    public List<String> on(String name) {
        return List.of("ip", "netns", "exec", mark + name);
    }

    String in(String name, String... command) throws IOException {
        var whole = new ArrayList<>(on(name));
        whole.addAll(Arrays.asList(command));
        return run(whole.toArray(String[]::new));
    }

    // ---- what may befall a machine

    public void unplug(String name) throws IOException {
        in(name, "ip", "link", "set", CABLE, "down");
    }

    public void plug(String name) throws IOException {
        in(name, "ip", "link", "set", CABLE, "up");
        in(name, "ip", "route", "replace", "default", "dev", CABLE);
    }

    public void readdress(String name, int before, int after) throws IOException {
        in(name, "ip", "addr", "del", NET + before + "/24", "dev", CABLE);
        in(name, "ip", "addr", "add", NET + after + "/24", "dev", CABLE);
        in(name, "ip", "route", "replace", "default", "dev", CABLE);
    }

    /** From now on a machine's packets vanish, in and out; sockets stay open. @param peer all, or one address only */
    public void vanish(String name, String peer) throws IOException {
        in(name, "nft", "add", "table", "ip", TABLE);
        in(name, "nft", "add chain ip " + TABLE + " in { type filter hook input priority 0; policy accept; }");
        in(name, "nft", "add chain ip " + TABLE + " out { type filter hook output priority 0; policy accept; }");
        boolean all = peer.isEmpty();
        in(name, "nft", "add rule ip " + TABLE + " in " + (all ? "drop" : "ip saddr " + peer + " drop"));
        in(name, "nft", "add rule ip " + TABLE + " out " + (all ? "drop" : "ip daddr " + peer + " drop"));
    }

    public void appear(String name) throws IOException {
        in(name, "nft", "delete", "table", "ip", TABLE);
    }

    /** Whether packets can be made to vanish here; not every kernel has nftables. */
    public boolean canVanish(String name) {
        try {
            vanish(name, "192.0.2.1");
            appear(name);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws IOException {
        Path out = Files.createTempFile("tillmesh-lab", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " did not end within " + SECONDS_MAX + " s");
            }
            String said = Files.readString(out, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(
                        String.join(" ", command) + " ended with " + process.exitValue() + ": " + said.strip());
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while running " + String.join(" ", command), e);
        } finally {
            Files.deleteIfExists(out);
        }
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (String name : machines) {
            try {
                run("ip", "netns", "del", mark + name);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        machines.clear();
        if (first != null) {
            throw first;
        }
    }
}
