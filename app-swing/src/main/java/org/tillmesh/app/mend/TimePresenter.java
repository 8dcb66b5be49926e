package org.tillmesh.app.mend;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.shop.TillException;

/** A manager says what time it is, in the store's zone and to the minute. Esc changes nothing. */
public final class TimePresenter extends Presenter {
    private static final DateTimeFormatter SHOWN_TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    /** With a pad of digits nobody can type what stands between them. */
    private static final DateTimeFormatter DAY = strict(
            new DateTimeFormatterBuilder().appendValue(ChronoField.YEAR, 4).appendPattern("[-M-d][MMdd]"));

    private static final DateTimeFormatter TIME = strict(new DateTimeFormatterBuilder().appendPattern("[H:mm][HHmm]"));

    private @Nullable TimeView view;
    private boolean busy;

    public TimePresenter(Desk desk) {
        super(desk);
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder pattern) {
        return pattern.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    void open(TimeView opened) {
        view = opened;
        LocalDateTime now = desk.now();
        opened.now(
                text("timeLead", Language.code(SHOWN.format(now))),
                now.toLocalDate().toString(),
                SHOWN_TIME.format(now));
    }

    private TimeView view() {
        return Objects.requireNonNull(view);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.ENTER, "timeSet", "check", this::set)
                .key(FunctionKey.ESCAPE, "cancel", "x", () -> {});
    }

    private void set() {
        if (busy) {
            return;
        }
        LocalDate day;
        try {
            day = LocalDate.parse(view().typed(TimeView.Field.DAY).replaceAll("[/.]", "-"), DAY);
        } catch (DateTimeException e) {
            wrong("noDay", TimeView.Field.DAY);
            return;
        }
        LocalTime time;
        try {
            time = LocalTime.parse(view().typed(TimeView.Field.TIME).replace('.', ':'), TIME);
        } catch (DateTimeException e) {
            wrong("noTime", TimeView.Field.TIME);
            return;
        }
        LocalDateTime told = day.atTime(time);
        if (told.equals(desk.now().truncatedTo(ChronoUnit.MINUTES))) {
            wrong("timeSame", TimeView.Field.TIME);
        } else {
            set(told.atZone(ZoneId.of(desk.zone())).toInstant());
        }
    }

    private void set(Instant told) {
        busy = true;
        desk.approvable(
                approve -> desk.till().backroom().setTime(told, approve),
                now -> {
                    busy = false;
                    desk.sounds().done();
                    desk.say(text("timeDone", Language.code(SHOWN.format(now.atZone(ZoneId.of(desk.zone()))))), false);
                    view().close();
                },
                this::notSet);
    }

    private void notSet(TillException refused) {
        busy = false;
        desk.sounds().blocked();
        view().wrong(String.valueOf(refused.getMessage()), TimeView.Field.TIME);
    }

    private void wrong(String key, TimeView.Field field) {
        String typed = view().typed(field);
        String said = typed.length() > 20 ? typed.substring(0, 20) + "…" : typed;
        desk.sounds().blocked();
        view().wrong(text(key, Language.code(said)), field);
    }
}
