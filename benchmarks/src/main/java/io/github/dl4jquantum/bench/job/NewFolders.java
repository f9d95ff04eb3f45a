package io.github.dl4jquantum.bench.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of a path that a command had to create, so that one which comes to nothing leaves none of them. */
public final class NewFolders {
    private final Path folder;
    private final Path existing;

    private NewFolders(Path folder, Path existing) {
        this.folder = folder;
        this.existing = existing;
    }

    /** Creates what is missing of a folder. */
    static NewFolders create(Path folder) throws IOException {
        NewFolders created = new NewFolders(folder.toAbsolutePath(), nearest(folder));
        try {
            Files.createDirectories(created.folder);
        } catch (IOException e) {
            created.removeEmpty(); // of those above it
            throw e;
        }
        return created;
    }

    /** The folder itself, or the nearest above it that is there. */
    public static Path nearest(Path folder) {
        Path nearest = folder.toAbsolutePath();
        while (Files.notExists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        return nearest;
    }

    /** Deletes those that were created and hold nothing. */
    void removeEmpty() {
        for (Path each = folder; !each.equals(existing); each = each.getParent()) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException used) { // by results, or by another program
                return;
            }
        }
    }
}
