package org.tillmesh.tools.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.Scale;
import org.tillmesh.hardware.driver.DeviceKind;
import org.tillmesh.hardware.driver.Driver;

/** Both protocols of scales: at rest, moving, too heavy, empty, zero and tare. */
class ScalesTest {
    private static Scale scale(ScaleSim sim, ScaleSim.Protocol protocol) {
        return (Scale) Driver.of(DeviceKind.SCALE, protocol == ScaleSim.Protocol.DIALOG_06 ? "dialog06" : "8217")
                .orElseThrow()
                .device(sim.address(), Map.of());
    }

    @ParameterizedTest
    @EnumSource(ScaleSim.Protocol.class)
    void it_waits_until_the_load_rests(ScaleSim.Protocol protocol) throws Exception {
        try (ScaleSim sim = ScaleSim.start(protocol, 0);
                Scale scale = scale(sim, protocol)) {
            sim.load(5);
            sim.swing(4);
            assertThat(scale.weigh(1_250)).isEqualTo(5);
            sim.load(15_000);
            assertThat(scale.weigh(1_250)).isEqualTo(15_000);
            if (protocol == ScaleSim.Protocol.DIALOG_06) {
                assertThat(sim.price()).isEqualTo("001250");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TOLEDO_8217, MOVING, UNSTABLE",
        "TOLEDO_8217, OVERLOAD, OVERLOAD",
        "TOLEDO_8217, BELOW_ZERO, BELOW_ZERO",
        "DIALOG_06, MOVING, UNSTABLE",
        "DIALOG_06, OVERLOAD, OVERLOAD",
        "DIALOG_06, BELOW_ZERO, BELOW_ZERO"
    })
    void what_is_wrong_is_said(ScaleSim.Protocol protocol, DeviceSim.Fault state, DeviceFault fault) throws Exception {
        try (ScaleSim sim = ScaleSim.start(protocol, 0);
                Scale scale = scale(sim, protocol)) {
            sim.load(500);
            sim.fault(state);
            assertThat(catchThrowableOfType(() -> scale.weigh(695), DeviceException.class)
                            .fault())
                    .isEqualTo(fault);
            sim.fault();
            assertThat(scale.weigh(695)).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource(ScaleSim.Protocol.class)
    void an_empty_scale_sells_nothing(ScaleSim.Protocol protocol) throws Exception {
        try (ScaleSim sim = ScaleSim.start(protocol, 0);
                Scale scale = scale(sim, protocol)) {
            assertThat(catchThrowableOfType(() -> scale.weigh(695), DeviceException.class)
                            .fault())
                    .isEqualTo(DeviceFault.BELOW_ZERO);
            scale.check();
        }
    }

    @ParameterizedTest
    @EnumSource(ScaleSim.Protocol.class)
    void a_container_is_taken_off_where_the_protocol_can(ScaleSim.Protocol protocol) throws Exception {
        try (ScaleSim sim = ScaleSim.start(protocol, 0);
                Scale scale = scale(sim, protocol)) {
            sim.load(200);
            if (protocol == ScaleSim.Protocol.DIALOG_06) {
                assertThat(catchThrowableOfType(scale::tare, DeviceException.class)
                                .fault())
                        .isEqualTo(DeviceFault.CANT);
                return;
            }
            scale.tare();
            sim.load(1_200);
            assertThat(scale.weigh(0)).isEqualTo(1_000);
            scale.zero();
            assertThat(scale.weigh(0)).isEqualTo(1_200);
        }
    }
}
