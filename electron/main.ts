import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  nativeImage,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron'
import { openDesktop } from './desktop'
import type { Parts } from './parts'

const parts: Parts = {
  ...{ app, BrowserWindow, dialog, Menu, nativeImage, net, Notification, powerMonitor, protocol, safeStorage, screen },
  ...{ session, shell, Tray },
}

// Not awaited: Electron is ready only after this file was run to its end.
void openDesktop(parts)
