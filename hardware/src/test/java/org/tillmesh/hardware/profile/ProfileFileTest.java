package org.tillmesh.hardware.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.DeviceSettings;
import org.tillmesh.hardware.escpos.PrinterProfile;

/** A mistake in a file of profiles is named by its line and field. */
class ProfileFileTest {
    @TempDir
    Path folder;

    private PrinterProfile read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.profile"), text);
        return PrinterProfile.of(new DeviceSettings(Map.of("profiles", file.toString(), "profile", "mine")));
    }

    @Test
    void a_model_of_ones_own_is_data() throws Exception {
        PrinterProfile mine =
                read("# ours\n[mine] # 72 mm\ndots = 512\ncut=none\nqr = native\npin = 5\nstatus = none\n");
        assertThat(mine)
                .isEqualTo(new PrinterProfile(
                        "mine", 512, PrinterProfile.Cut.NONE, PrinterProfile.Qr.NATIVE, PrinterProfile.Status.NONE, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "'[mine]\ndots = many', 2, dots",
        "'[mine]\ndots = 100', 2, dots",
        "'[mine]\ndots = -5', 2, dots",
        "'[mine]\ndots = ٥٧٦', 2, dots",
        "'[mine]\ncut = half', 2, cut",
        "'[mine]\n\npin = 3', 3, pin",
        "'[mine]\ncolour = red', 2, colour",
        "'[mine]\ndots = 576\ndots = 384', 3, dots",
        "'dots = 576', 1, line",
        "'[mine]\nwhatever', 2, line",
        "'[Mine]', 1, […]",
        "'[mine]\n[mine]', 2, […]",
        "'[mine]\n[other]\nqr = maybe', 3, qr"
    })
    void a_mistake_names_line_and_field(String text, int line, String field) {
        BadProfile bad = catchThrowableOfType(() -> read(text), BadProfile.class);
        assertThat(bad).as(text).isNotNull();
        assertThat(bad.line()).isEqualTo(line);
        assertThat(bad.field()).isEqualTo(field);
        assertThat(bad.file()).isEqualTo("mine.profile");
        assertThat(bad.getMessage()).contains("line " + line);
    }

    @Test
    void a_file_that_is_none_and_a_model_that_is_not_in_it_are_settings() throws Exception {
        assertThat(catchThrowableOfType(
                                () -> PrinterProfile.of(new DeviceSettings(Map.of("profiles", "/no/such/file"))),
                                BadSetting.class)
                        .field())
                .isEqualTo("settings.profiles");
        assertThat(catchThrowableOfType(() -> read("[other]\ndots = 576"), BadSetting.class)
                        .takes())
                .isEqualTo("other");
        Path noise = Files.write(folder.resolve("noise"), new byte[] {(byte) 0xC3, 0x28, 0});
        assertThat(catchThrowableOfType(
                                () -> PrinterProfile.of(new DeviceSettings(Map.of("profiles", noise.toString()))),
                                BadSetting.class)
                        .takes())
                .contains("UTF-8");
    }
}
