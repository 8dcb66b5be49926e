package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.zatca.rules.Finding;
import org.tillmesh.zatca.rules.OfficialRules;
import org.tillmesh.zatca.xml.UblWriter;

/** "Not later than today" is judged by the day in the Kingdom, in whichever time zone the machine lives. */
class KingdomDayTest {
    private static final String NOT_LATER_THAN_TODAY = "BR-KSA-04";
    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void asItWas() {
        TimeZone.setDefault(before);
    }

    /** One of the outermost zones has another day than Riyadh at every hour. */
    @ParameterizedTest
    @ValueSource(strings = {"Etc/GMT+12", "Etc/GMT-14", "UTC"})
    void today_in_the_kingdom_passes_and_tomorrow_does_not(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Riyadh"));

        assertThat(brokenBy(today)).isEqualTo(brokenBy(today.minusDays(1))).doesNotContain(NOT_LATER_THAN_TODAY);
        assertThat(brokenBy(today.plusDays(1))).contains(NOT_LATER_THAN_TODAY);
    }

    private static String brokenBy(LocalDate issued) {
        String xml = new String(UblWriter.write(Samples.document("simplified-one-line")), StandardCharsets.UTF_8);
        String dated = xml.replace("IssueDate>2026-01-15<", "IssueDate>" + issued + "<");
        assertThat(dated).contains(issued.toString());
        return OfficialRules.check(dated.getBytes(StandardCharsets.UTF_8)).stream()
                .map(Finding::rule)
                .toList()
                .toString();
    }
}
