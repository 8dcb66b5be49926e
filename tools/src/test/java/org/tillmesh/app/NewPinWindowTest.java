package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPasswordField;
import org.assertj.swing.core.BasicComponentFinder;
import org.assertj.swing.core.GenericTypeMatcher;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.RelaySetup;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.TillOptions;

/** A new PIN is chosen at the till's window, with a real head office behind it. Needs a display. */
@Tag("window")
class NewPinWindowTest {
    private static final Path PICTURES = Path.of("target", "screenshots-pin");
    private static final String COMPANY =
            """
            {"company": {"name": "Rimal Trading (invented)", "nameAr": "شركة الرمال", "vatNumber": "399999999900003",
              "crn": "1010999999", "street": "Palm Street", "building": "1234", "district": "Al Olaya", "city": "Riyadh",
              "postalCode": "12211"},
             "stores": [{"id": "S001", "name": "Olaya", "nameAr": "العليا", "tills": ["T01", "T02"]}],
             "users": [{"id": "cashier", "name": "Sara", "nameAr": "سارة", "role": "cashier", "pin": "1111"},
              {"id": "second", "name": "Huda", "nameAr": "هدى", "role": "cashier", "pin": "2222"}]}
            """;

    @TempDir
    Path dir;

    private Relay relay;
    private Till till;
    private TillWindow window;

    @BeforeEach
    void open() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        FailOnThreadViolationRepaintManager.install();
        Files.createDirectories(PICTURES);
        Path folder = dir.resolve("relay");
        RelaySetup.run(folder, Files.writeString(dir.resolve("company.json"), COMPANY));
        relay = Relay.open(new Relay.Options(folder, 0, 0, false));
        activate("1");
        activate("2");
        relay.revoke("S001-T02");
        till = open("1");
        Tour.await("it is online", () -> till.links().status().online());
        Tour.await("the mark is here", () -> till.people().users().stream().allMatch(PeopleAnswers.Session::changePin));
    }

    private Till open(String name) {
        return Till.open(new TillOptions(dir.resolve(name), false, null, null, null, List.of(), 0));
    }

    private void activate(String name) {
        try (Till made = open(name)) {
            made.activate("127.0.0.1:" + relay.ready().port(), relay.newCode("S001"), (done, total) -> {});
        }
    }

    @AfterEach
    void close() {
        if (window != null) {
            picture("last");
            window.close();
        }
        if (till != null) {
            till.close();
        }
        if (relay != null) {
            relay.close();
        }
    }

    private void logIn(Language language, boolean dark, String pin) {
        window = TillWindow.open(till, new TillWindow.Options(language, dark, new Dimension(1024, 768)));
        enterPin(pin);
    }

    private void enterPin(String pin) {
        Tour.awaitLogin(window);
        Tour.settle();
        Tour.type(window, pin);
        press(KeyEvent.VK_ENTER);
    }

    private void awaitPanel() {
        Tour.await("the panel is open", () -> window.overlay().isOpen());
        awaitFocus("newPinFirst");
    }

    private void awaitFocus(String field) {
        Tour.await("the focus is in " + field, () -> find(field, JPasswordField.class)
                .isFocusOwner());
        Tour.settle(); // a key that follows another at once is a scanner's
    }

    private void press(int key) {
        Tour.press(window, key);
    }

    private void picture(String name) {
        Tour.settle();
        Tour.picture(window, PICTURES.resolve(name + ".png"));
    }

    private <T extends Component> T find(String name, Class<T> type) {
        return BasicComponentFinder.finderWithCurrentAwtHierarchy().findByName(window.frame(), name, type, false);
    }

    private String note() {
        return String.valueOf(GuiActionRunner.execute(
                        () -> find("newPinNote", JLabel.class).getText()))
                .replaceAll("<[^>]*>", "");
    }

    private void awaitNote(Language in, String key) {
        Tour.await(key + " is said", () -> note().equals(in.text(key)));
    }

    private void click(String digits) {
        for (char digit : digits.toCharArray()) {
            var matches = new GenericTypeMatcher<JButton>(JButton.class, true) {
                @Override
                protected boolean isMatching(JButton button) {
                    return button.getText().equals(String.valueOf(digit));
                }
            };
            JButton key = BasicComponentFinder.finderWithCurrentAwtHierarchy().find(window.overlay(), matches);
            TillWindow.onSwing(key::doClick);
        }
    }

    private void awaitShift() {
        Tour.await(
                "the shift is asked for",
                () -> window.place() == Desk.Place.SHIFT && !window.overlay().isOpen());
    }

    @Test
    void a_marked_pin_is_changed_by_keys_alone_and_one_that_is_taken_is_said_under_the_fields() {
        Language in = Language.ENGLISH;
        logIn(in, false, "1111");
        awaitPanel();
        picture("en-offered");
        Tour.type(window, "2222");
        press(KeyEvent.VK_ENTER);
        awaitFocus("newPinAgain");
        Tour.type(window, "2222");
        press(KeyEvent.VK_ENTER);
        awaitNote(in, "newPinTaken");
        picture("en-taken");
        awaitFocus("newPinFirst");
        Tour.type(window, "5678");
        press(KeyEvent.VK_TAB);
        awaitFocus("newPinAgain");
        click("5678");
        press(KeyEvent.VK_ENTER);
        awaitShift();
        assertThat(window.word()).isEqualTo(in.text("newPinDone"));
        picture("en-done");
        press(KeyEvent.VK_ESCAPE);
        Tour.await("the login is back", () -> window.place() == Desk.Place.LOGIN);
        enterPin("5678");
        awaitShift();
    }

    @Test
    void without_head_office_the_panel_says_so_and_esc_leaves_it_for_later() {
        Language in = Language.ARABIC;
        logIn(in, true, "١١١١"); // as an Arabic keyboard types
        awaitPanel();
        picture("ar-offered");
        till.links().link(false, true);
        Tour.await("it is offline", () -> !till.links().status().online());
        Tour.type(window, "٥٦٧٨");
        press(KeyEvent.VK_ENTER);
        awaitFocus("newPinAgain");
        Tour.type(window, "5678");
        press(KeyEvent.VK_ENTER);
        awaitNote(in, "newPinOffline");
        picture("ar-offline");
        press(KeyEvent.VK_ESCAPE);
        awaitShift();
        assertThat(till.people().login(new UserId("cashier"), "1111").changePin())
                .isTrue();
        press(KeyEvent.VK_F11);
        Tour.await("the till is locked", () -> window.place() == Desk.Place.LOGIN);
        enterPin("1111");
        awaitShift(); // whoever unlocks is not asked again
    }
}
