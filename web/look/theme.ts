/**
 * The look of Landfall as a Mantine theme; the reasons stand in the README beside it.
 *
 * Chrome is achromatic: ink on paper, and the main button is ink too. Colour is kept for meaning,
 * so a coloured thing on a screen always says a state, an urgency or a change. The meanings are
 * the `--lf-*` variables below; screens and components use those and never a raw colour.
 *
 * Every text token reaches 4.5:1 on each surface and on its own `soft` fill, in both schemes;
 * every `solid` reaches 3:1 on the surface, which is what a bar, a mark or a line needs.
 */
import {
  ActionIcon,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  defaultVariantColorsResolver,
  Input,
  Kbd,
  type MantineColorsTuple,
  Menu,
  Modal,
  Portal,
  SegmentedControl,
  Select,
  Table,
  Tabs,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core'

/** What a colour may say. `proposed` is what isn't real yet: drafts, simulations, counter-offers. */
export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'crit' | 'proposed'

type Meaning = { readonly text: string; readonly solid: string; readonly soft: string }

type Scheme = {
  /** Behind everything: navigation, gutters. */
  readonly canvas: string
  /** Where people read: cards, tables. */
  readonly surface: string
  /** Above the surface: drawers, menus, the row under the cursor. */
  readonly raised: string
  /** Below the surface: table heads, empty tracks. */
  readonly sunken: string
  readonly line: string
  readonly lineStrong: string
  /** Edge of a control, 3:1 on the surface. */
  readonly edge: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly meanings: Readonly<Record<Tone, Meaning>>
}

const light: Scheme = {
  canvas: '#f4f6f6',
  surface: '#ffffff',
  raised: '#fafbfb',
  sunken: '#eef1f1',
  line: '#e2e6e7',
  lineStrong: '#cad1d3',
  edge: '#87929a',
  ink: '#12191c',
  ink2: '#435056',
  ink3: '#5c686e',
  meanings: {
    neutral: { text: '#435056', solid: '#77848a', soft: '#eaeeef' },
    info: { text: '#0a5a8c', solid: '#1476b4', soft: '#e3f0f9' },
    ok: { text: '#0a6655', solid: '#128a74', soft: '#def2ed' },
    warn: { text: '#7a4c00', solid: '#b97a00', soft: '#fcf0d3' },
    crit: { text: '#a82c0c', solid: '#cf4317', soft: '#fce9e2' },
    proposed: { text: '#5345a8', solid: '#7565d3', soft: '#eeebfb' },
  },
}

const dark: Scheme = {
  canvas: '#0c1113',
  surface: '#12181b',
  raised: '#182024',
  sunken: '#1b2327',
  line: '#232d32',
  lineStrong: '#35424a',
  edge: '#64747d',
  ink: '#e9eef0',
  ink2: '#b3bfc4',
  ink3: '#93a0a6',
  meanings: {
    neutral: { text: '#b3bfc4', solid: '#7f8d94', soft: '#222c31' },
    info: { text: '#7cc4f2', solid: '#3d9ddb', soft: '#0f2b3d' },
    ok: { text: '#63d3b7', solid: '#2ca98f', soft: '#0d2c26' },
    warn: { text: '#f0c257', solid: '#d29a1f', soft: '#32260b' },
    crit: { text: '#ffa184', solid: '#f0683c', soft: '#3b1b12' },
    proposed: { text: '#b9aefc', solid: '#8f80ee', soft: '#251f45' },
  },
}

const ink: MantineColorsTuple = [
  '#f4f6f6',
  '#e9eef0',
  '#cad1d3',
  '#a9b4b9',
  '#87929a',
  '#5c686e',
  '#435056',
  '#2b363b',
  '#1d262a',
  '#12191c',
]

const tide: MantineColorsTuple = [
  '#e3f0f9',
  '#c6e1f3',
  '#9dcdeb',
  '#7cc4f2',
  '#3d9ddb',
  '#1f86c6',
  '#1476b4',
  '#0a5a8c',
  '#08466d',
  '#05304c',
]

/** Mantine reads its dark surfaces from this tuple, so they must be the same ones as ours. */
const darkTuple: MantineColorsTuple = [
  dark.ink,
  dark.ink2,
  dark.ink3,
  dark.edge,
  dark.lineStrong,
  dark.line,
  dark.raised,
  dark.surface,
  dark.canvas,
  '#080c0e',
]

/** The filled button is ink in both schemes: nearly black on paper, nearly white in the dark. */
const inkButtons: VariantColorsResolver = (input) => {
  if (input.variant !== 'filled' || (input.color ?? 'ink') !== 'ink') {
    return defaultVariantColorsResolver(input)
  }
  return {
    background: 'var(--lf-ink)',
    hover: 'var(--lf-ink-2)',
    color: 'var(--lf-surface)',
    border: '1px solid transparent',
  }
}

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 1 },
  autoContrast: true,
  variantColorResolver: inkButtons,
  luminanceThreshold: 0.32,
  colors: { ink, tide, dark: darkTuple },
  white: '#ffffff',
  black: light.ink,
  fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, monospace',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '22px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '18px', lineHeight: '24px' },
      h2: { fontSize: '13px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', size: 28 } }),
    Badge: Badge.extend({ defaultProps: { radius: 'sm', tt: 'none', fw: 500 } }),
    Button: Button.extend({ defaultProps: { size: 'xs', fw: 550 } }),
    Input: Input.extend({ defaultProps: { size: 'xs' } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
    Drawer: Drawer.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    Kbd: Kbd.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({
      defaultProps: { padding: 'lg', closeButtonProps: { 'aria-label': 'Close' } },
    }),
    // A landmark of its own, so that nothing open stands outside of every landmark.
    Portal: Portal.extend({ defaultProps: { target: '#overlays' } }),
    // The list scrolls itself: Mantine's own scroll area can't be reached by keyboard.
    Select: Select.extend({
      defaultProps: { withScrollArea: false },
      styles: { options: { maxHeight: 312, overflowY: 'auto' } },
    }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 0, horizontalSpacing: 'sm' } }),
    Tabs: Tabs.extend({ defaultProps: { variant: 'default' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 250, withArrow: true } }),
  },
})

function variablesOf(scheme: Scheme): Record<string, string> {
  const meanings = Object.entries(scheme.meanings).flatMap(([tone, { text, solid, soft }]) => [
    [`--lf-${tone}`, text],
    [`--lf-${tone}-solid`, solid],
    [`--lf-${tone}-soft`, soft],
  ])
  return {
    '--lf-canvas': scheme.canvas,
    '--lf-surface': scheme.surface,
    '--lf-raised': scheme.raised,
    '--lf-sunken': scheme.sunken,
    '--lf-line': scheme.line,
    '--lf-line-strong': scheme.lineStrong,
    '--lf-edge': scheme.edge,
    '--lf-ink': scheme.ink,
    '--lf-ink-2': scheme.ink2,
    '--lf-ink-3': scheme.ink3,
    ...Object.fromEntries(meanings),
    '--mantine-color-body': scheme.surface,
    '--mantine-color-text': scheme.ink,
    '--mantine-color-dimmed': scheme.ink3,
    '--mantine-color-placeholder': scheme.ink3,
    '--mantine-color-anchor': scheme.meanings.info.text,
    '--mantine-color-default-border': scheme.lineStrong,
    '--mantine-color-error': scheme.meanings.crit.text,
  }
}

/** Pass to `MantineProvider`, so that the variables follow the colour scheme. */
export const variables: CSSVariablesResolver = () => ({
  variables: {
    '--lf-row': '32px',
    '--lf-row-2': '44px',
    '--lf-control': '28px',
    '--lf-head': '28px',
    '--lf-rail': '208px',
    '--lf-side': '344px',
  },
  light: variablesOf(light),
  dark: variablesOf(dark),
})
