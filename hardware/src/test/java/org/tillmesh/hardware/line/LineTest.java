package org.tillmesh.hardware.line;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;

/** What every line promises, over a socket and over a pair of pseudo-terminals. */
class LineTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration PATIENT = Duration.ofSeconds(5);

    enum Way {
        TCP,
        SERIAL
    }

    @TempDir
    Path folder;

    private ServerSocket server = listening();
    private Process pair;

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Over a pseudo-terminal socat carries the bytes to the same socket. */
    private String address(Way way) throws Exception {
        if (way == Way.TCP) {
            return "tcp:127.0.0.1:" + server.getLocalPort();
        }
        Path port = folder.resolve("tty");
        Assumptions.assumeTrue(hasSocat(), "socat makes the pseudo-terminals; it is not installed");
        pair = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + port, "tcp:127.0.0.1:" + server.getLocalPort())
                .inheritIO()
                .start();
        for (int i = 0; i < 100 && !Files.exists(port); i++) {
            Thread.sleep(20);
        }
        return "serial:" + port + "?baud=115200";
    }

    private static boolean hasSocat() {
        return Files.isExecutable(Path.of("/usr/bin/socat"));
    }

    @AfterEach
    void ends() throws Exception {
        server.close();
        if (pair != null) {
            pair.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void bytes_pass_both_ways_unchanged(Way way) throws Exception {
        byte[] all = new byte[1024];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (Line line = LineAddress.parse(address(way)).line()) {
            line.open(PATIENT);
            try (Socket device = server.accept()) {
                line.write(all, PATIENT);
                assertThat(device.getInputStream().readNBytes(all.length)).isEqualTo(all);
                device.getOutputStream().write(all);
                device.getOutputStream().flush();
                var input = new LineInput(line);
                var until = Deadline.in(PATIENT);
                for (byte expected : all) {
                    assertThat(input.need(until)).isEqualTo(expected & 0xFF);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void silence_ends_at_the_deadline_and_the_line_stays(Way way) throws Exception {
        try (Line line = LineAddress.parse(address(way)).line()) {
            line.open(PATIENT);
            try (Socket device = server.accept()) {
                long began = System.nanoTime();
                assertThat(line.read(new byte[8], SOON)).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SOON, SOON.multipliedBy(4));
                assertThat(line.state()).isEqualTo(Line.State.OPEN);
                device.getOutputStream().write("late".getBytes(US_ASCII));
                assertThat(line.read(new byte[8], PATIENT)).isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_pulled_cable_is_a_lost_line_and_comes_back(Way way) throws Exception {
        var kept = new KeptLine(LineAddress.parse(address(way)));
        Line line = kept.opened();
        server.accept().close();
        DeviceException lost = catchThrowableOfType(() -> line.read(new byte[8], PATIENT), DeviceException.class);
        assertThat(lost.fault()).isEqualTo(DeviceFault.LOST);
        assertThat(line.state()).isEqualTo(Line.State.LOST);

        if (way == Way.SERIAL) {
            pair.waitFor();
            assertThat(catchThrowableOfType(kept::opened, DeviceException.class).fault())
                    .isEqualTo(DeviceFault.UNREACHABLE);
            address(way);
            kept.tryAtOnce();
        }
        Line again = kept.opened();
        try (Socket device = server.accept()) {
            device.getOutputStream().write('!');
            assertThat(new LineInput(again).need(Deadline.in(PATIENT))).isEqualTo('!');
        }
        kept.close();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void who_takes_no_bytes_is_too_slow_not_endless(Way way) throws Exception {
        try (Line line = LineAddress.parse(address(way)).line()) {
            line.open(PATIENT);
            try (Socket device = server.accept()) {
                byte[] flood = new byte[64 << 20];
                assertThat(catchThrowableOfType(() -> line.write(flood, SOON), DeviceException.class)
                                .fault())
                        .isEqualTo(DeviceFault.SLOW);
                assertThat(line.state()).isEqualTo(Line.State.LOST);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void closing_wakes_who_waits(Way way) throws Exception {
        Line line = LineAddress.parse(address(way)).line();
        line.open(PATIENT);
        try (Socket device = server.accept()) {
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return line.read(new byte[8], Duration.ofMinutes(1)) == 0 ? null : DeviceFault.CANT;
                } catch (DeviceException e) {
                    return e.fault();
                }
            });
            Thread.sleep(100);
            line.close();
            assertThat(waiting.get(5, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(DeviceFault.LOST);
        }
    }

    @Test
    void a_flood_that_answers_nothing_is_no_answer() throws Exception {
        try (Line line = LineAddress.parse(address(Way.TCP)).line()) {
            line.open(PATIENT);
            try (Socket device = server.accept()) {
                var pouring = new Thread(() -> {
                    try {
                        while (true) {
                            device.getOutputStream().write(new byte[8192]);
                        }
                    } catch (IOException e) {
                        return;
                    }
                });
                pouring.setDaemon(true);
                pouring.start();
                Thread.sleep(200);
                assertThat(catchThrowableOfType(() -> new LineInput(line).discard(), DeviceException.class)
                                .fault())
                        .isEqualTo(DeviceFault.GARBLED);
            }
        }
    }

    @Test
    void a_device_that_is_not_there_costs_nothing_while_it_is_waited_for() throws Exception {
        int port = server.getLocalPort();
        server.close();
        var kept = new KeptLine(LineAddress.parse("tcp:127.0.0.1:" + port));
        DeviceException first = catchThrowableOfType(kept::opened, DeviceException.class);
        assertThat(first.fault()).isEqualTo(DeviceFault.UNREACHABLE);
        assertThat(catchThrowableOfType(kept::opened, DeviceException.class)).isSameAs(first);
        Thread.sleep(300);
        assertThat(catchThrowableOfType(kept::opened, DeviceException.class)).isNotSameAs(first);
        Thread.sleep(300);
        assertThat(catchThrowableOfType(kept::opened, DeviceException.class)).hasMessageContaining("127.0.0.1");
    }

    @Test
    void a_file_takes_the_bytes_of_every_opening_and_no_device_is_made() throws Exception {
        Path file = folder.resolve("paper");
        try (Line line = LineAddress.parse("file:" + file).line()) {
            line.open(PATIENT);
            line.write("one".getBytes(US_ASCII), PATIENT);
            line.open(PATIENT);
            line.write("two".getBytes(US_ASCII), PATIENT);
            assertThat(line.answers()).isFalse();
        }
        assertThat(file).hasContent("onetwo");
        Line missing = LineAddress.parse("file:/dev/no-such-printer").line();
        assertThat(catchThrowableOfType(() -> missing.open(PATIENT), DeviceException.class)
                        .fault())
                .isEqualTo(DeviceFault.UNREACHABLE);
        assertThat(Path.of("/dev/no-such-printer")).doesNotExist();
    }

    @Test
    void ports_and_printers_that_are_not_there_are_named() {
        for (String address : new String[] {"serial:/dev/ttyNOWHERE", "spool:No such printer"}) {
            Line line = LineAddress.parse(address).line();
            assertThatThrownBy(() -> line.open(PATIENT))
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.fault()).isEqualTo(DeviceFault.UNREACHABLE))
                    .hasMessageContaining(address);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', address",
        "printer, address",
        "usb:1, address",
        "tcp:, address",
        "tcp:host, address",
        "tcp:ho st:9100, address",
        "tcp:127.0.0.1:٩١٠٠, address.port",
        "tcp:127.0.0.1:0, address.port",
        "tcp:127.0.0.1:65536, address.port",
        "tcp:127.0.0.1:-1, address.port",
        "serial:, address",
        "serial:/dev/ttyS0?baud=fast, address.baud",
        "serial:/dev/ttyS0?baud=9601, address.baud",
        "serial:/dev/ttyS0?bits=9, address.bits",
        "serial:/dev/ttyS0?parity=odd&stop=3, address.stop",
        "serial:/dev/ttyS0?parity=maybe, address.parity",
        "serial:/dev/ttyS0?flow=river, address.flow",
        "serial:/dev/ttyS0?colour=red, address",
        "file:, address",
        "spool:, address",
    })
    void an_address_that_cannot_be_meant_is_refused_by_its_part(String address, String field) {
        BadSetting bad = catchThrowableOfType(() -> LineAddress.parse(address), BadSetting.class);
        assertThat(bad).as(address).isNotNull();
        assertThat(bad.field()).isEqualTo(field);
        assertThat(bad.takes()).isNotBlank();
    }
}
