package org.tillmesh.app.settings;

import java.util.List;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.TextSize;

/** Size of texts, language, light or dark: each key takes the next, and what is chosen is kept for the user. */
public final class SettingsPresenter extends Presenter {
    private final SettingsView view;

    SettingsPresenter(Desk desk, SettingsView view) {
        super(desk);
        this.view = view;
    }

    @Override
    public void shown() {
        render();
        view.focus();
    }

    @Override
    public void render() {
        view.chosen(List.of(
                Language.code(desk.textSize() + " %"),
                text("languageName"),
                text(desk.isDark() ? "dark" : "light"),
                text(desk.arabicDigits() ? "digitsArabic" : "digitsLatin"),
                text("side_" + desk.padSide().code())));
    }

    @Override
    public KeyMap keys() {
        int size = desk.textSize();
        return desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(Desk.Place.SALE))
                .bar(FunctionKey.F2, "devices", "printer", () -> desk.show(Desk.Place.DEVICES))
                .bar(FunctionKey.F3, "smaller", "zoom-out", () -> size(false))
                .unless(TextSize.next(size, false) == size, "smallestText")
                .bar(FunctionKey.F4, "larger", "zoom-in", () -> size(true))
                .unless(TextSize.next(size, true) == size, "largestText")
                .bar(FunctionKey.F5, "language", "language", desk::toggleLanguage)
                .bar(FunctionKey.F6, desk.isDark() ? "light" : "dark", desk.isDark() ? "sun" : "moon", () -> {
                    desk.toggleDark();
                    desk.keysChanged();
                })
                .key(FunctionKey.F7, "digits", "hash", () -> {
                    desk.toggleDigits();
                    render();
                })
                .key(FunctionKey.F8, "padSide", "menu-2", () -> {
                    desk.nextPadSide();
                    render();
                })
                .key(FunctionKey.F9, "touchKeys", "keyboard", desk::toggleTouchKeys);
    }

    private void size(boolean larger) {
        desk.textSize(TextSize.next(desk.textSize(), larger));
    }
}
