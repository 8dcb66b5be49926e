package org.tillmesh.retail.deal;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/**
 * On which days and at what hours of the branch's clock something counts. Hours that end before they begin go over
 * midnight and belong to the day on which they began.
 *
 * @param days in the order of the week, empty for all
 * @param from first minute; null for the whole day
 * @param until first minute that no longer counts; null with {@code from}
 */
public record Hours(List<DayOfWeek> days, @Nullable LocalTime from, @Nullable LocalTime until) {
    public static final Hours ALWAYS = new Hours(List.of(), null, null);

    public Hours {
        days = days.stream().sorted().distinct().toList();
        if ((from == null) != (until == null)) {
            throw new RetailException(Rule.HOURS_HALF, String.valueOf(from == null ? until : from));
        }
        if (from != null && from.equals(until)) {
            throw new RetailException(Rule.HOURS_EMPTY, from);
        }
    }

    public boolean hold(ZonedDateTime at) {
        if (from == null || until == null) {
            return isOn(at.getDayOfWeek());
        }
        LocalTime time = at.toLocalTime();
        if (from.isBefore(until)) {
            return isOn(at.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(until);
        }
        return time.isBefore(until)
                ? isOn(at.getDayOfWeek().minus(1))
                : !time.isBefore(from) && isOn(at.getDayOfWeek());
    }

    private boolean isOn(DayOfWeek day) {
        return days.isEmpty() || days.contains(day);
    }
}
