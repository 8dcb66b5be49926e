package org.tillmesh.app.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;

/** What is wrong with a new PIN is said before head office is asked. */
class NewPinPresenterTest implements NewPinView {
    @TempDir
    Path dir;

    private final Map<Field, String> fields = new EnumMap<>(Field.class);
    private RecordingDesk desk;
    private Field focused = Field.FIRST;
    private String said = "";
    private boolean closed;
    private boolean busy;

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        var presenter = new NewPinPresenter(desk, desk.till().people().pinRule(), "1111");
        desk.inFront = presenter;
        presenter.open(this);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private void enter(String first, String again) {
        fields.put(Field.FIRST, first);
        fields.put(Field.AGAIN, again);
        desk.press(FunctionKey.ENTER);
    }

    @Test
    void the_rules_stand_there_and_what_breaks_them_is_said() {
        assertThat(said).isEqualTo("4 to 12 digits");
        enter("12", "");
        assertThat(said).isEqualTo("A PIN is 4 to 12 digits, and nothing else");
        enter("1111", "");
        assertThat(said).isEqualTo(Language.ENGLISH.text("newPinSame"));
        assertThat(focused).isEqualTo(Field.FIRST);
        enter("5678", "");
        assertThat(focused).as("Enter goes on").isEqualTo(Field.AGAIN);
        enter("5678", "5679");
        assertThat(said).isEqualTo(Language.ENGLISH.text("newPinDiffers"));
        assertThat(fields.get(Field.AGAIN)).isEmpty();
        assertThat(closed).isFalse();
    }

    @Test
    void without_head_office_it_is_said_and_can_be_tried_again() {
        enter("5678", "5678");
        assertThat(said).isEqualTo(Language.ENGLISH.text("newPinOffline"));
        assertThat(busy).isFalse();
        assertThat(closed).isFalse();
    }

    @Override
    public String typed(Field field) {
        return fields.getOrDefault(field, "");
    }

    @Override
    public Field focused() {
        return focused;
    }

    @Override
    public void focus(Field field) {
        focused = field;
    }

    @Override
    public void clear(Field field) {
        fields.put(field, "");
    }

    @Override
    public void say(String words) {
        said = words;
    }

    @Override
    public void wrong(String words, Field field) {
        said = words;
        focused = field;
    }

    @Override
    public void busy(boolean now) {
        busy = now;
    }

    @Override
    public void close() {
        closed = true;
    }
}
