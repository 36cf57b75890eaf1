package dev.lockstep.gui.view;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import javafx.event.EventType;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/**
 * Files that are dragged into the window from outside. A screen without a display has no dragging,
 * so that the events are made by hand.
 */
final class DraggedFiles {

  private final Dragboard board;

  DraggedFiles(List<File> files) {
    TKClipboard content =
        (TKClipboard)
            Proxy.newProxyInstance(
                DraggedFiles.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getContentTypes" -> Set.of(DataFormat.FILES);
                      case "hasContent" -> arguments[0].equals(DataFormat.FILES);
                      case "getContent" -> arguments[0].equals(DataFormat.FILES) ? files : null;
                      case "getTransferModes" -> Set.of(TransferMode.COPY);
                      default -> null;
                    });
    this.board = DragboardHelper.createDragboard(content);
  }

  /** Something that happens to them at a point of the scene. */
  DragEvent event(EventType<DragEvent> type, double x, double y) {
    return new DragEvent(type, board, x, y, x, y, TransferMode.COPY, null, null, null);
  }
}
