package org.tillmesh.till.device;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.Arrays;
import java.util.List;
import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.profile.BadProfile;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused about devices, and what one that fails is said to do. */
public enum DeviceRefusal implements TillRefusal {
    BAD_ID(RefusalCode.BAD_VALUE, named("device")),
    BAD_SETTING(RefusalCode.BAD_VALUE, coded("field"), named("value"), coded("takes")),
    BAD_PROFILE(RefusalCode.BAD_VALUE, named("file"), coded("line"), coded("field"), named("value"), coded("takes")),
    TOO_MANY_SETTINGS(RefusalCode.BAD_VALUE, coded("count"), coded("most")),
    ONE_OF_A_KIND(RefusalCode.BAD_VALUE, kind(), coded("other")),
    UNKNOWN_DEVICE(RefusalCode.BAD_VALUE, named("device"), coded("devices")),
    NONE_OF_KIND(RefusalCode.DEVICE, kind()),
    FAULT(
            RefusalCode.DEVICE,
            choice(
                    "fault",
                    Arrays.stream(DeviceFault.values()).map(DeviceFault::name).toArray(String[]::new)),
            coded("device"),
            foreign("detail")),
    NOT_A_SCANNER(RefusalCode.BAD_VALUE, named("code"));

    private static final int SHOWN_MAX = 200;

    private final RefusalCode code;
    private final List<Parameter> parameters;

    DeviceRefusal(RefusalCode code, Parameter... parameters) {
        this.code = code;
        this.parameters = List.of(parameters);
    }

    private static Parameter kind() {
        return choice("kind", "printer", "drawer", "labels", "scale", "scanner", "display", "terminal");
    }

    @Override
    public RefusalCode code() {
        return code;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    public static TillException of(DeviceException e) {
        return new TillException(e, FAULT, e.fault(), e.device(), e.detail());
    }

    static TillException of(BadSetting e) {
        return new TillException(e, BAD_SETTING, e.field(), shown(e.value()), e.takes());
    }

    static TillException of(BadProfile e) {
        return new TillException(e, BAD_PROFILE, e.file(), e.line(), e.field(), shown(e.value()), e.takes());
    }

    static String shown(String value) {
        return value.length() <= SHOWN_MAX ? value : value.substring(0, SHOWN_MAX) + "…";
    }
}
